using System.Collections.Immutable;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Spillway.Simulation.Emulators.Cgminer;

namespace Spillway.Simulation.Emulators.VNish;

/// <summary>VNish, also called AnthillOS: REST on port 80, a few reports in cgminer's language.</summary>
public sealed class VNishFamily : IHttpFamily, IRawFamily
{
    private static readonly CgminerVoice _voice = new("vnish 1.0.0");

    /// <inheritdoc/>
    public string Family => "vnish";

    /// <inheritdoc/>
    public ImmutableArray<EmulatedPort> Ports { get; } = [new(80, EmulatedWire.Http), new(4028, EmulatedWire.Raw)];

    /// <inheritdoc/>
    public Task AnswerAsync(HttpContext http, EmulatedMachine machine)
    {
        ArgumentNullException.ThrowIfNull(machine);
        return new VNishEmulator(http, machine, machine.Remember(() => new VNishMemory(machine.Identity.Serial))).AnswerAsync();
    }

    /// <inheritdoc/>
    public Task ServeAsync(ConnectionContext connection, EmulatedMachine machine, EmulatedPort port, CancellationToken cancellation) =>
        CgminerConversation.ServeAsync(connection, bytes => CgminerPort.Answer(bytes, machine, _voice, (command, now) => VNishReports.Report(command, machine, now)), cancellation);
}
