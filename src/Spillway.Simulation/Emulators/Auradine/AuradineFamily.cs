using System.Collections.Immutable;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Spillway.Simulation.Emulators.Cgminer;

namespace Spillway.Simulation.Emulators.Auradine;

/// <summary>Auradine: reports in cgminer's language, and REST with a token for everything else.</summary>
public sealed class AuradineFamily : IHttpFamily, IRawFamily
{
    private static readonly CgminerVoice _voice = new(AuradineReports.Firmware);

    /// <inheritdoc/>
    public string Family => "auradine";

    /// <inheritdoc/>
    public ImmutableArray<EmulatedPort> Ports { get; } = [new(4028, EmulatedWire.Raw), new(8080, EmulatedWire.Http)];

    /// <inheritdoc/>
    public Task ServeAsync(ConnectionContext connection, EmulatedMachine machine, EmulatedPort port, CancellationToken cancellation) =>
        CgminerConversation.ServeAsync(connection, bytes => CgminerPort.Answer(bytes, machine, _voice, (command, now) => AuradineReports.Report(command, machine, now)), cancellation);

    /// <inheritdoc/>
    public Task AnswerAsync(HttpContext http, EmulatedMachine machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        return new AuradineEmulator(http, machine, machine.Remember(() => new AuradineMemory(machine.Identity.Serial))).AnswerAsync();
    }
}
