using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.Epic;

/// <summary>ePIC's control board: HTTP on cgminer's port, the password in the body of every order.</summary>
public sealed class EpicFamily : IHttpFamily
{
    private const string Factory = "letmein";
    private const string PowerTune = "PowerTune";

    /// <inheritdoc/>
    public string Family => "epic";

    /// <inheritdoc/>
    public ImmutableArray<EmulatedPort> Ports { get; } = [new(4028, EmulatedWire.Http)];

    /// <inheritdoc/>
    public Task AnswerAsync(HttpContext http, EmulatedMachine machine)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(machine);
        return http.Route() switch
        {
            "GET /summary" => http.JsonAsync(200, EpicReports.Summary(machine, machine.Look())),
            "GET /capabilities" => http.JsonAsync(200, EpicReports.Capabilities(machine)),
            "GET /network" => http.JsonAsync(200, new JsonObject { ["dhcp"] = new JsonObject { ["mac_address"] = machine.Identity.Mac } }),
            { } route when route.StartsWith("POST ", StringComparison.Ordinal) => OrderAsync(http, machine),
            _ => http.EmptyAsync(404),
        };
    }

    private static async Task OrderAsync(HttpContext http, EmulatedMachine machine)
    {
        var body = await http.ObjectAsync().ConfigureAwait(false);
        var error = body is null ? "Invalid JSON"
            : body.Text("password") != FactoryPassword.Of(machine.Build, Factory) ? "Incorrect password"
            : Ordered(http.Request.Path, body, machine);
        await http.JsonAsync(200, new JsonObject { ["result"] = error is null, ["error"] = error }).ConfigureAwait(false);
    }

    // Null for yes.
    private static string? Ordered(string path, JsonObject body, EmulatedMachine machine)
    {
        var told = (path, body.Text("param")) switch
        {
            ("/miner", "Stop") => machine.Tell(new MachineInstruction.Sleep()),
            ("/miner", "Autostart") => machine.Tell(new MachineInstruction.Wake()),
            ("/reboot" or "/softreboot", _) => machine.Tell(new MachineInstruction.Reboot()),
            ("/perpetualtune", "true") => new InstructionAnswer.Accepted(),
            ("/perpetualtune", "false") => machine.Tell(new MachineInstruction.SetPowerLimit(null)),
            ("/perpetualtune/algo", _) => Tuned(body["param"] as JsonObject, machine),
            _ => new InstructionAnswer.Refused("Invalid command"),
        };
        return told is InstructionAnswer.Refused no ? no.Reason : null;
    }

    private static InstructionAnswer Tuned(JsonObject? wanted, EmulatedMachine machine) =>
        wanted?.Text("algo") == PowerTune && wanted["target"] is JsonValue target && target.TryGetValue<double>(out var watts)
            ? machine.Tell(new MachineInstruction.SetPowerLimit(watts))
            : new InstructionAnswer.Refused("Invalid algorithm");
}
