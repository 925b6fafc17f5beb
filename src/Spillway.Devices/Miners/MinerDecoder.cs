using System.Collections.Immutable;
using Spillway.Devices.Miners.Answers;
using Spillway.Devices.Miners.Antminer;
using Spillway.Devices.Miners.Auradine;
using Spillway.Devices.Miners.Avalon;
using Spillway.Devices.Miners.AxeOs;
using Spillway.Devices.Miners.Bmminer;
using Spillway.Devices.Miners.Braiins;
using Spillway.Devices.Miners.Cgminer;
using Spillway.Devices.Miners.Elphapex;
using Spillway.Devices.Miners.Epic;
using Spillway.Devices.Miners.LuxOs;
using Spillway.Devices.Miners.Proto;
using Spillway.Devices.Miners.SealMiner;
using Spillway.Devices.Miners.VNish;
using Spillway.Devices.Miners.WhatsMiner;
using Spillway.Engine;

namespace Spillway.Devices.Miners;

/// <summary>Answers of one machine in, one reading out.</summary>
public static class MinerDecoder
{
    // Firmware that replaces a maker's own keeps much of its answers, so it is asked before the maker's.
    private static readonly ImmutableArray<IMinerFamily> _families =
    [
        new LuxOsFamily(),
        new BraiinsFamily(),
        new VNishFamily(),
        new AuradineFamily(),
        new SealMinerFamily(),
        new WhatsMinerFamily(),
        new AvalonFamily(),
        new RenamedBmminerFamily("hiveon", "HIVEON"),
        new RenamedBmminerFamily("marathon", "KAONSU", "MARAFW"),
        new RenamedBmminerFamily("mskminer", "RWGLR", "MSKMINER"),
        new RenamedBmminerFamily("hammer", "HAMMER"),
        new ElphapexFamily(),
        new EpicFamily(),
        new AxeOsFamily(),
        new ProtoFamily(),
        new AntminerFamily(),
        new CgminerFamily(),
    ];

    /// <summary>The names of all families.</summary>
    public static IEnumerable<string> Families => _families.Select(family => family.Name).Order(StringComparer.Ordinal);

    /// <summary>Reads the answers of one machine.</summary>
    /// <param name="answers">Each answer's name, which only messages use, and its bytes as they came.</param>
    /// <param name="family">One of <see cref="Families"/> to read by, or null to let the answers say it.</param>
    /// <returns>The reading; <see cref="MinerReading.Unrecognised"/> where no family knows them.</returns>
    /// <exception cref="RefusedException">One of <see cref="DeviceErrors"/>.</exception>
    public static MinerReading Decode(IEnumerable<(string Name, ReadOnlyMemory<byte> Bytes)> answers, string? family)
    {
        ArgumentNullException.ThrowIfNull(answers);
        using var opened = MinerAnswers.Of(answers);
        return Read(opened, family);
    }

    /// <summary>Reads what can be read of the recorded answers of one machine; one that is refused takes no other with it.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="family">One of <see cref="Families"/> to read by, or null to let the answers say it.</param>
    /// <returns>The reading of the others, and each refusal.</returns>
    /// <exception cref="RefusedException"><see cref="DeviceErrors.UnknownFamily"/>.</exception>
    public static RecordedReading Decode(RecordedMachine machine, string? family)
    {
        ArgumentNullException.ThrowIfNull(machine);
        var refused = ImmutableArray.CreateBuilder<RefusedException>();
        using var opened = MinerAnswers.Of(machine.Sources(), refused.Add);
        var isAnythingLeft = refused.Count < Math.Max(machine.Files.Length, 1);
        if (isAnythingLeft && opened.Documents.Count == 0 && Recognised(opened) is null)
        {
            // Whatever family is named, it would be read out of nothing.
            refused.Add(opened.Texts.Count == 0
                ? new(DeviceErrors.NothingThere, $"'{machine.Place}' is empty.")
                : new(DeviceErrors.Malformed, $"{machine.Place}: neither JSON nor a text that a machine sends."));
            isAnythingLeft = false;
        }

        return new(isAnythingLeft ? Read(opened, family) : MinerReading.Unrecognised, refused.ToImmutable(), isAnythingLeft);
    }

    /// <summary>Reads answers that are already open: by a family, as a driver does, which knows whom it asked, or by what they say.</summary>
    internal static MinerReading Read(MinerAnswers opened, string? family)
    {
        var reader = family is null ? Recognised(opened) : Named(family);
        return reader is null ? MinerReading.Unrecognised : reader.Read(opened) with { Family = reader.Name };
    }

    private static IMinerFamily Named(string family) =>
        _families.FirstOrDefault(one => one.Name.Equals(family, StringComparison.OrdinalIgnoreCase))
        ?? throw new RefusedException(DeviceErrors.UnknownFamily, $"'{family}' is not a family.");

    private static IMinerFamily? Recognised(MinerAnswers answers)
    {
        var sure = _families.Select(family => (Family: family, Certainty: family.Recognise(answers))).ToList();
        var certain = sure.FirstOrDefault(one => one.Certainty == Certainty.Certain).Family;
        return certain ?? sure.FirstOrDefault(one => one.Certainty == Certainty.Likely).Family;
    }
}
