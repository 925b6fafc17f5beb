using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.Auradine;

/// <summary>One request to one Auradine's REST port.</summary>
internal sealed class AuradineEmulator(HttpContext http, EmulatedMachine machine, AuradineMemory memory)
{
    private const string Factory = "admin";
    private const string User = "admin";

    private readonly MachineSnapshot _now = machine.Look();

    public async Task AnswerAsync()
    {
        var name = http.Request.Path.Value!.TrimStart('/');
        var isPost = http.Request.Method == "POST";
        if (name.Length == 0)
        {
            await http.SendAsync(200, "text/html", "<!doctype html><html><head><title>FluxOS</title></head></html>").ConfigureAwait(false);
        }
        else if (isPost && name == "token")
        {
            await LogInAsync().ConfigureAwait(false);
        }
        else if (!memory.Tokens.Holds(http.Request.Headers["Token"].ToString(), _now.At))
        {
            await http.JsonAsync(401, AuradineReports.Verdict(_now, 'E', 401, "Invalid token")).ConfigureAwait(false);
        }
        else if (isPost)
        {
            await OrderAsync(name).ConfigureAwait(false);
        }
        else
        {
            var page = AuradineReports.Page(name, machine, _now);
            await (page is null ? http.EmptyAsync(404) : http.JsonAsync(200, page)).ConfigureAwait(false);
        }
    }

    private async Task LogInAsync()
    {
        var body = await http.ObjectAsync().ConfigureAwait(false);
        var isRight = body?.Text("user") == User && body.Text("password") == FactoryPassword.Of(machine.Build, Factory);
        await (isRight
            ? http.JsonAsync(200, AuradineReports.Envelope(_now, 700, "Token", "Token", new JsonObject { ["Token"] = memory.Tokens.Issue(_now.At) }))
            : http.JsonAsync(200, AuradineReports.Verdict(_now, 'E', 701, "Invalid user or password"))).ConfigureAwait(false);
    }

    private async Task OrderAsync(string name)
    {
        var body = await http.ObjectAsync().ConfigureAwait(false) ?? [];
        var told = name switch
        {
            "mode" => Mode(body),
            "restart" => Restart(),
            _ => new InstructionAnswer.Refused("Invalid command"),
        };
        await http.JsonAsync(200, told is InstructionAnswer.Refused no ? AuradineReports.Verdict(_now, 'E', 550, no.Reason) : AuradineReports.Verdict(_now, 'S', 540, "Success")).ConfigureAwait(false);
    }

    private InstructionAnswer Restart()
    {
        var told = machine.Tell(new MachineInstruction.Reboot());
        if (told is InstructionAnswer.Accepted)
        {
            memory.Tokens.Clear();
        }

        return told;
    }

    private InstructionAnswer Mode(JsonObject body) => (body.Text("sleep"), body.Text("mode")) switch
    {
        ("on" or "true", _) => machine.Tell(new MachineInstruction.Sleep()),
        ("off" or "false", _) => machine.Tell(new MachineInstruction.Wake()),
        (_, "eco") => Run(MachineMode.Low),
        (_, "normal") => Run(MachineMode.Normal),
        (_, "turbo") => Run(MachineMode.High),
        (_, "custom") when body.Text("tune") == "power" && body["power"] is JsonValue power && power.TryGetValue<double>(out var watts) => machine.Tell(new MachineInstruction.SetPowerLimit(watts)),
        _ => new InstructionAnswer.Refused("Invalid parameter"),
    };

    // A preset ends a custom target.
    private InstructionAnswer Run(MachineMode mode)
    {
        var told = machine.Tell(new MachineInstruction.SetMode(mode));
        return told is InstructionAnswer.Accepted ? machine.Tell(new MachineInstruction.SetPowerLimit(null)) : told;
    }
}
