using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.Proto;

/// <summary>One request to one Proto rig.</summary>
internal sealed class ProtoEmulator(HttpContext http, EmulatedMachine machine, ProtoMemory memory)
{
    private const string Api = "/api/v1";
    private const double GigahashesPerTerahash = 1e3;

    private readonly MachineSnapshot _now = machine.Look();

    public Task AnswerAsync() => http.Route() switch
    {
        "GET /" => http.SendAsync(200, "text/html", "<!doctype html><html><head><title>Proto OS</title></head></html>"),
        $"GET {Api}/system" => http.JsonAsync(200, Machine()),
        $"GET {Api}/network" => http.JsonAsync(200, new JsonObject { ["network-info"] = new JsonObject { ["mac"] = machine.Identity.Mac, ["dhcp"] = true } }),
        $"POST {Api}/auth/login" => LogInAsync(),
        _ when !memory.Tokens.Holds(http.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal), _now.At) => http.EmptyAsync(401),
        $"GET {Api}/mining" => http.JsonAsync(200, Mining()),
        $"GET {Api}/cooling" => http.JsonAsync(200, Cooling()),
        $"GET {Api}/errors" => http.JsonAsync(200, Errors()),
        $"GET {Api}/pools" => http.JsonAsync(200, Pools()),
        $"POST {Api}/mining/stop" => StopAsync(),
        $"POST {Api}/mining/start" => StartAsync(),
        $"PUT {Api}/mining/target" => TargetAsync(),
        $"POST {Api}/system/reboot" => RebootAsync(),
        _ => http.EmptyAsync(404),
    };

    private async Task LogInAsync()
    {
        var body = await http.ObjectAsync().ConfigureAwait(false);
        await (body?.Text("password") == machine.Build.Password
            ? http.JsonAsync(200, new JsonObject { ["access_token"] = memory.Tokens.Issue(_now.At), ["refresh_token"] = "" })
            : http.EmptyAsync(401)).ConfigureAwait(false);
    }

    private Task ToldAsync(InstructionAnswer told) => told is InstructionAnswer.Refused no
        ? http.JsonAsync(500, new JsonObject { ["error"] = no.Reason })
        : http.EmptyAsync(202);

    private Task StopAsync()
    {
        if (_now.IsToldToSleep)
        {
            return http.EmptyAsync(422);
        }

        memory.IsCurtailed = http.Request.Headers["X-Proto-Fleet-Curtailment"] == "full";
        return ToldAsync(machine.Tell(new MachineInstruction.Sleep()));
    }

    private Task StartAsync() => _now.IsToldToSleep ? ToldAsync(machine.Tell(new MachineInstruction.Wake())) : http.EmptyAsync(422);

    private async Task TargetAsync()
    {
        var body = await http.ObjectAsync().ConfigureAwait(false);
        await (body?["power_target_watts"] is JsonValue target && target.TryGetValue<double>(out var watts)
            ? ToldAsync(machine.Tell(new MachineInstruction.SetPowerLimit(watts)))
            : http.EmptyAsync(400)).ConfigureAwait(false);
    }

    private Task RebootAsync()
    {
        var told = machine.Tell(new MachineInstruction.Reboot());
        if (told is InstructionAnswer.Accepted)
        {
            memory.Tokens.Clear();
        }

        return ToldAsync(told);
    }

    private string Status() => _now.Phase switch
    {
        MachinePhase.Hashing or MachinePhase.Ramping => !_now.IsPoolAlive ? "NoPools" : _now.Boards.Contains(false) ? "DegradedMining" : "Mining",
        MachinePhase.Tuning => "PoweringOn",
        MachinePhase.Stopping => "PoweringOff",
        _ => memory.IsCurtailed ? "Curtailed" : "Stopped",
    };

    private JsonObject Machine() => new()
    {
        ["system-info"] = new JsonObject
        {
            ["manufacturer"] = "Proto",
            ["model"] = "Rig",
            ["product_name"] = machine.Build.Model,
            ["cb_sn"] = machine.Identity.Serial,
            ["os"] = new JsonObject { ["name"] = "ProtoOS", ["version"] = machine.Build.Firmware.Length > 0 ? machine.Build.Firmware : "1.8.0" },
            ["uptime_seconds"] = (long)_now.Uptime.TotalSeconds,
        },
    };

    private JsonObject Mining() => new()
    {
        ["mining-status"] = new JsonObject
        {
            ["status"] = Status(),
            ["hashrate_ghs"] = Math.Round(_now.ReportedHashrateThPerS * GigahashesPerTerahash, 3),
            ["average_hashrate_ghs"] = Math.Round(_now.MeanHashrateThPerS * GigahashesPerTerahash, 3),
            ["ideal_hashrate_ghs"] = Math.Round(_now.IdealHashrateThPerS * GigahashesPerTerahash, 3),
            ["power_usage_watts"] = Math.Round(_now.ReportedWatts, 3),
            ["power_target_watts"] = _now.LimitWatts ?? machine.Build.ModeWatts(_now.Mode),
            ["average_asic_temp_c"] = _now.ChipCelsius.Hottest() ?? 0,
            ["average_hb_temp_c"] = _now.BoardCelsius.Hottest() ?? 0,
            ["hashboards_installed"] = _now.Boards.Length,
            ["hashboards_mining"] = _now.IsMining() ? _now.WorkingBoards() : 0,
            ["mining_uptime_s"] = (long)_now.HashingTime.TotalSeconds,
            ["reboot_uptime_s"] = (long)_now.Uptime.TotalSeconds,
        },
    };

    private JsonObject Cooling() => new()
    {
        ["cooling-status"] = new JsonObject { ["fans"] = new JsonArray([.. _now.FanRpm.Select((rpm, slot) => new JsonObject { ["slot"] = slot + 1, ["rpm"] = rpm })]) },
    };

    private JsonArray Errors() =>
    [
        .. Enumerable.Range(0, _now.Boards.Length).Where(board => !_now.Boards[board])
            .Select(board => new JsonObject { ["source"] = "hashboard", ["slot"] = board + 1, ["error_code"] = "HashboardLost", ["message"] = $"Hashboard {board + 1} does not answer" }),
    ];

    private JsonObject Pools() => new()
    {
        ["pools"] = new JsonArray(new JsonObject
        {
            ["id"] = 0,
            ["url"] = "stratum+tcp://pool.invalid:3333",
            ["user"] = machine.Build.Worker,
            ["status"] = _now.IsPoolAlive ? "Active" : "Dead",
            ["accepted"] = _now.AcceptedShares,
            ["rejected"] = _now.RejectedShares,
        }),
    };
}
