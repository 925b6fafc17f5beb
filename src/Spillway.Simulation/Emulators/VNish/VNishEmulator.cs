using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.VNish;

/// <summary>One request to one machine with VNish.</summary>
internal sealed class VNishEmulator(HttpContext http, EmulatedMachine machine, VNishMemory memory)
{
    private const string Factory = "admin";
    private const string Api = "/api/v1";
    private const int MostWrong = 5;
    private const string Page = "<!doctype html><html><head><meta name=\"firmware\" content=\"AnthillOS\"></head><body></body></html>";

    private readonly MachineSnapshot _now = machine.Look();

    public Task AnswerAsync() => http.Route() switch
    {
        "GET /" => http.SendAsync(200, "text/html", Page),
        $"GET {Api}/info" => http.JsonAsync(200, VNishReports.Machine(machine, _now)),
        $"GET {Api}/status" => http.JsonAsync(200, VNishReports.Status(_now, memory)),
        $"GET {Api}/summary" => http.JsonAsync(200, VNishReports.Summary(machine, _now)),
        $"GET {Api}/perf-summary" => http.JsonAsync(200, new JsonObject { ["current_preset"] = new JsonObject { ["name"] = memory.Preset ?? "disabled" } }),
        $"POST {Api}/unlock" => UnlockAsync(),
        _ when !http.Request.Path.StartsWithSegments(Api) => http.EmptyAsync(404),
        _ when !IsUnlocked => http.EmptyAsync(401),
        _ => ProtectedAsync(),
    };

    private bool IsUnlocked => memory.Tokens.Holds(http.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal), _now.At);

    private async Task UnlockAsync()
    {
        var body = await http.ObjectAsync().ConfigureAwait(false);
        if (body?.Text("pw") == FactoryPassword.Of(machine.Build, Factory))
        {
            await http.JsonAsync(200, new JsonObject { ["token"] = memory.Tokens.Issue(_now.At) }).ConfigureAwait(false);
        }
        else
        {
            await http.JsonAsync(memory.Tokens.Wrong() > MostWrong ? 429 : 403, new JsonObject { ["unlock_timeout"] = 0 }).ConfigureAwait(false);
        }
    }

    private Task ProtectedAsync() => http.Route() switch
    {
        $"POST {Api}/mining/stop" => DoneAsync(machine.Tell(new MachineInstruction.Sleep())),
        $"POST {Api}/mining/start" or $"POST {Api}/mining/restart" => DoneAsync(Start()),
        $"POST {Api}/system/reboot" => RebootAsync(),
        $"GET {Api}/autotune/presets" => http.JsonAsync(200, VNishPresets.List(machine.Build)),
        $"GET {Api}/settings" => http.JsonAsync(200, Settings()),
        $"POST {Api}/settings" => SaveAsync(),
        _ => http.JsonAsync(404, new JsonObject { ["err"] = "not found" }),
    };

    private Task DoneAsync(InstructionAnswer told) => told is InstructionAnswer.Refused no
        ? http.JsonAsync(500, new JsonObject { ["err"] = no.Reason })
        : http.EmptyAsync(200);

    // A preset takes hold when the mining program starts.
    private InstructionAnswer Start()
    {
        if (memory.MustRestart)
        {
            var told = machine.TellAndRestart(new MachineInstruction.SetPowerLimit(int.TryParse(memory.Preset, out var watts) ? watts : null));
            if (told is InstructionAnswer.Refused)
            {
                return told;
            }

            memory.MustRestart = false;
        }

        return machine.Tell(new MachineInstruction.Wake());
    }

    private Task RebootAsync()
    {
        var told = machine.Tell(new MachineInstruction.Reboot());
        if (told is InstructionAnswer.Refused)
        {
            return DoneAsync(told);
        }

        memory.Tokens.Clear();
        return http.JsonAsync(200, new JsonObject { ["after"] = 3 });
    }

    private JsonObject Settings() => new()
    {
        ["miner"] = new JsonObject
        {
            ["misc"] = new JsonObject { ["remain_stopped_on_reboot"] = machine.Build.SleepOutlastsPowerCut, ["max_startup_delay_time"] = 0 },
            ["overclock"] = new JsonObject
            {
                ["modded_psu"] = false,
                ["preset"] = memory.Preset ?? "disabled",
                ["globals"] = new JsonObject { ["volt"] = 1270, ["freq"] = 555 },
                ["preset_switcher"] = new JsonObject { ["enabled"] = true, ["decrease_temp"] = 75, ["rise_temp"] = 55, ["check_time"] = 300 },
            },
        },
        ["regional"] = new JsonObject { ["timezone"] = new JsonObject { ["current"] = "GMT" } },
    };

    private async Task SaveAsync()
    {
        var body = await http.ObjectAsync().ConfigureAwait(false);
        var preset = body?["miner"]?["overclock"]?["preset"]?.ToString();
        if (preset is null || !(preset == "disabled" || VNishPresets.Watts(machine.Build).Select(VNishPresets.Name).Contains(preset)))
        {
            await http.JsonAsync(400, new JsonObject { ["err"] = "invalid preset" }).ConfigureAwait(false);
            return;
        }

        memory.MustRestart |= preset != (memory.Preset ?? "disabled");
        memory.Preset = preset;
        await http.JsonAsync(200, new JsonObject { ["restart_required"] = memory.MustRestart, ["reboot_required"] = false }).ConfigureAwait(false);
    }
}
