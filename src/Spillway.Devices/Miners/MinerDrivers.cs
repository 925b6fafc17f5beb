using System.Collections.Immutable;
using Spillway.Devices.Http;
using Spillway.Devices.Miners.Antminer;
using Spillway.Devices.Miners.Auradine;
using Spillway.Devices.Miners.Avalon;
using Spillway.Devices.Miners.AxeOs;
using Spillway.Devices.Miners.Bmminer;
using Spillway.Devices.Miners.Braiins;
using Spillway.Devices.Miners.Cgminer;
using Spillway.Devices.Miners.Epic;
using Spillway.Devices.Miners.LuxOs;
using Spillway.Devices.Miners.Proto;
using Spillway.Devices.Miners.VNish;
using Spillway.Devices.Miners.WhatsMiner;
using Spillway.Devices.Tcp;
using Spillway.Engine;

namespace Spillway.Devices.Miners;

/// <summary>The drivers of all families by name. They share their connections' buffers; any thread.</summary>
public sealed class MinerDrivers : IDisposable
{
    private readonly TcpExchanger _tcp;
    private readonly ImmutableDictionary<string, IMinerDriver> _byFamily;

    /// <summary>Makes them; nothing is sent.</summary>
    /// <param name="clock">The clock of all time limits.</param>
    /// <param name="limits">How long and how much an exchange over TCP or HTTP may take.</param>
    public MinerDrivers(TimeProvider clock, TcpLimits limits)
        : this(clock, limits, ear: null)
    {
    }

    /// <summary>Makes them with somebody who hears every answer to a poll; nothing is sent.</summary>
    /// <param name="clock">The clock of all time limits.</param>
    /// <param name="limits">How long and how much an exchange over TCP or HTTP may take.</param>
    /// <param name="ear">Hears; null for nobody.</param>
    public MinerDrivers(TimeProvider clock, TcpLimits limits, IPollEar? ear)
    {
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(limits);
        _tcp = new(limits, clock) { Ear = ear };
        Http = new(clock, new(limits.Connect, limits.Whole, limits.MostBytes)) { Ear = ear };
        All = [.. Made(clock, limits).Select(driver => (IMinerDriver)new GuardedDriver(driver)).OrderBy(driver => driver.Family, StringComparer.Ordinal)];
        _byFamily = All.ToImmutableDictionary(driver => driver.Family, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The transport of those that speak HTTP, for other devices of the site that do.</summary>
    public DeviceHttp Http { get; }

    /// <summary>All drivers, by family name.</summary>
    public ImmutableArray<IMinerDriver> All { get; }

    /// <summary>The driver of a family.</summary>
    /// <param name="family">Its name, in any case.</param>
    /// <returns>The driver.</returns>
    /// <exception cref="RefusedException"><see cref="DeviceErrors.UnknownFamily"/>.</exception>
    public IMinerDriver Of(string family) => Find(family) ?? throw new RefusedException(
        DeviceErrors.UnknownFamily, $"'{family}' has no driver; there are {string.Join(", ", All.Select(driver => driver.Family))}.");

    /// <summary>The driver of a family, where there is one.</summary>
    /// <param name="family">Its name, in any case.</param>
    /// <returns>The driver; null for a family that is only decoded.</returns>
    public IMinerDriver? Find(string family) => _byFamily.GetValueOrDefault(family);

    /// <summary>Lets go of buffers and of HTTP connections: machines that speak HTTP answer no more, the others until they are disposed.</summary>
    public void Dispose()
    {
        _tcp.Dispose();
        Http.Dispose();
    }

    private IEnumerable<IMinerDriver> Made(TimeProvider clock, TcpLimits limits) =>
    [
        new AntminerDriver(_tcp, Http),
        new AvalonDriver(_tcp, clock),
        new BraiinsDriver(_tcp, limits, clock),
        new CgminerDriver(_tcp),
        new BmminerDriver(_tcp, "hiveon", PowerGrade.Estimated),
        new BmminerDriver(_tcp, "marathon", PowerGrade.Estimated),
        new BmminerDriver(_tcp, "mskminer", PowerGrade.Estimated),
        new BmminerDriver(_tcp, "hammer", PowerGrade.None),
        new BmminerDriver(_tcp, "sealminer", PowerGrade.Measured),
        new LuxOsDriver(_tcp),
        new WhatsMinerDriver(_tcp, clock),
        new VNishDriver(Http),
        new EpicDriver(Http),
        new AxeOsDriver(Http),
        new AuradineDriver(_tcp, Http),
        new ProtoDriver(Http),
    ];
}
