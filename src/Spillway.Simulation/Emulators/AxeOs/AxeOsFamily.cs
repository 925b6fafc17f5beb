using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.AxeOs;

/// <summary>AxeOS on Bitaxe: no password, one report with everything. Firmware whose version begins with <c>v2.</c> knows no pause.</summary>
public sealed class AxeOsFamily : IHttpFamily
{
    private const string Api = "/api/system";
    private const string WithPause = "v3.0.0";
    private const double GigahashesPerTerahash = 1e3;
    private const double SupplyMillivolts = 5000;

    /// <inheritdoc/>
    public string Family => "axeos";

    /// <inheritdoc/>
    public ImmutableArray<EmulatedPort> Ports { get; } = [new(80, EmulatedWire.Http)];

    /// <inheritdoc/>
    public Task AnswerAsync(HttpContext http, EmulatedMachine machine)
    {
        ArgumentNullException.ThrowIfNull(http);
        ArgumentNullException.ThrowIfNull(machine);

        // The chip has few sockets and closes each after its answer.
        http.Response.Headers.Connection = "close";
        var firmware = machine.Build.Firmware.Length > 0 ? machine.Build.Firmware : WithPause;
        var canPause = !firmware.StartsWith("v2.", StringComparison.Ordinal);
        return http.Route() switch
        {
            "GET /" => http.SendAsync(200, "text/html", "<!doctype html><html><head><title>AxeOS</title></head></html>"),
            $"GET {Api}/info" => http.JsonAsync(200, Report(machine, machine.Look(), firmware, canPause)),
            $"POST {Api}/pause" when canPause => ToldAsync(http, machine.Tell(new MachineInstruction.Sleep()), "Mining paused"),
            $"POST {Api}/resume" when canPause => ToldAsync(http, machine.Tell(new MachineInstruction.Wake()), "Mining resumed"),
            $"POST {Api}/restart" => ToldAsync(http, machine.Tell(new MachineInstruction.Reboot()), "System will restart shortly."),
            _ => http.SendAsync(404, "text/plain", "Nothing matches the given URI"),
        };
    }

    private static Task ToldAsync(HttpContext http, InstructionAnswer told, string words) => told is InstructionAnswer.Refused no
        ? http.SendAsync(500, "text/plain", no.Reason)
        : http.JsonAsync(200, new JsonObject { ["message"] = words });

    private static JsonObject Report(EmulatedMachine machine, MachineSnapshot now, string firmware, bool canPause)
    {
        var report = new JsonObject
        {
            ["power"] = Math.Round(now.ReportedWatts, 3),
            ["voltage"] = SupplyMillivolts,
            ["current"] = Math.Round(now.ReportedWatts / SupplyMillivolts * 1e6, 2),
            ["temp"] = now.ChipCelsius.Hottest() ?? 0,
            ["vrTemp"] = now.BoardCelsius.Hottest() ?? 0,
            ["hashRate"] = Math.Round(now.ReportedHashrateThPerS * GigahashesPerTerahash, 3),
            ["expectedHashrate"] = Math.Round(now.IdealHashrateThPerS * GigahashesPerTerahash, 3),
            ["ASICModel"] = "BM1370",
            ["deviceModel"] = machine.Build.Model,
            ["boardVersion"] = "601",
            ["version"] = firmware,
            ["macAddr"] = machine.Identity.Mac,
            ["hostname"] = "bitaxe",
            ["wifiStatus"] = "Connected!",
            ["frequency"] = 525,
            ["coreVoltage"] = 1150,
            ["fanspeed"] = 50,
            ["fanrpm"] = now.FanRpm.FirstOrDefault(),
            ["overheat_mode"] = 0,
            ["uptimeSeconds"] = (long)now.Uptime.TotalSeconds,
            ["sharesAccepted"] = now.AcceptedShares,
            ["sharesRejected"] = now.RejectedShares,
            ["stratumURL"] = "pool.invalid",
            ["stratumPort"] = 3333,
            ["stratumUser"] = machine.Build.Worker,
        };
        if (canPause)
        {
            report["miningPaused"] = now.IsToldToSleep;
        }

        return report;
    }
}
