using System.Collections.Immutable;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Spillway.Devices.Wire.Cgminer;
using Spillway.Simulation.Emulators.Cgminer;

namespace Spillway.Simulation.Emulators.Antminer;

/// <summary>An Antminer with the maker's firmware. Up to 2019 the mining program answers at 4028 itself; from 2020 on a front end
/// does, which knows no joined commands and offers a newer shape, and watts are told at a port of their own.</summary>
public sealed class AntminerFamily : IRawFamily, IHttpFamily
{
    private static readonly CgminerVoice _old = new("bmminer 1.0.0") { LosesComma = true };
    private static readonly CgminerVoice _new = new("cgminer 1.0.0") { KnowsJoins = false };

    /// <inheritdoc/>
    public string Family => "antminer";

    /// <inheritdoc/>
    public ImmutableArray<EmulatedPort> Ports { get; } = [new(4028, EmulatedWire.Raw), new(80, EmulatedWire.Http), new(6060, EmulatedWire.Http)];

    /// <inheritdoc/>
    public Task ServeAsync(ConnectionContext connection, EmulatedMachine machine, EmulatedPort port, CancellationToken cancellation) =>
        CgminerConversation.ServeAsync(connection, bytes => Answer(bytes, machine), cancellation);

    /// <inheritdoc/>
    public Task AnswerAsync(HttpContext http, EmulatedMachine machine)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(machine);
        return AntminerDiagnostics.Asked(http) ? AntminerDiagnostics.AnswerAsync(http, machine) : AntminerWeb.AnswerAsync(http, machine);
    }

    private static byte[]? Answer(ReadOnlySpan<byte> bytes, EmulatedMachine machine)
    {
        var generation = AntminerGeneration.Of(machine.Build);

        // Between the old program and the new one nobody listens.
        if (generation.IsNew && machine.Remember(() => new AntminerMemory()).IsRestarting(machine.Now))
        {
            return null;
        }

        var look = machine.Look();
        var fault = CgminerRequest.TryParse(bytes, out var request);
        if (fault == CgminerRequestFault.None && request.IsNewApi && generation.IsNew && !request.IsJoined
            && AntminerNewApi.Answer(request.Commands[0], machine, look) is { } text)
        {
            return text;
        }

        var writer = new CgminerWriter(generation.IsNew ? _new : _old, look.At.ToUnixTimeSeconds());
        return fault switch
        {
            CgminerRequestFault.NotJson => writer.Write(CgminerForm.Json, new CgminerReply(CgminerStatus.InvalidJson)),
            CgminerRequestFault.NoCommand => writer.Write(CgminerForm.Json, new CgminerReply(CgminerStatus.MissingCommand)),
            _ => writer.Write(request, command => AntminerReports.Answer(command, machine, look, generation)),
        };
    }
}
