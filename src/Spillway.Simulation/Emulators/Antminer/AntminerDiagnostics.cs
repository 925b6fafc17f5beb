using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Spillway.Simulation.Emulators.Antminer;

/// <summary>The diagnostics port of the firmware from 2020 on: one line of text a page, no log-in. It belongs to the mining
/// program and is gone while that restarts.</summary>
internal static class AntminerDiagnostics
{
    private const int Standard = 6060;

    public static bool Asked(HttpContext http) => http.Features.Get<EmulatedPort>()?.Standard == Standard;

    public static async Task AnswerAsync(HttpContext http, EmulatedMachine machine)
    {
        if (!AntminerGeneration.Of(machine.Build).IsNew || machine.Remember(() => new AntminerMemory()).IsRestarting(machine.Now))
        {
            http.Abort();
            return;
        }

        var text = http.Request.Path.Value switch
        {
            "/miner_power" => string.Create(CultureInfo.InvariantCulture, $"miner power:{machine.Look().ReportedWatts:F0}"),
            "/rate" => string.Create(CultureInfo.InvariantCulture, $"{machine.Look().ReportedHashrateThPerS * 1000:F2}"),
            "/warning" => """{"error_message":"None"}""",
            _ => "error 6060 cmd",
        };
        await http.Response.WriteAsync(text, http.RequestAborted).ConfigureAwait(false);
    }
}
