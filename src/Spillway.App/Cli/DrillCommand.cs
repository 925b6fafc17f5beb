using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;

namespace Spillway.App.Cli;

/// <summary><c>spillway drill</c>: a small shed that ends by itself, to learn how fast the site follows.</summary>
internal static class DrillCommand
{
    private const decimal LongestSeconds = 3600m;
    private static readonly TimeSpan _every = TimeSpan.FromSeconds(1);

    public static Command Create(Terminal terminal)
    {
        var by = new Option<decimal>("--by") { Description = "How many MW come off for the drill.", HelpName = "MW", Required = true };
        var within = new Option<decimal>("--within") { Description = "The time to do it in, in seconds.", HelpName = "SECONDS", DefaultValueFactory = _ => 60m };
        var seconds = new Option<decimal>("--for") { Description = "After how many seconds the drill ends by itself.", HelpName = "SECONDS", DefaultValueFactory = _ => 120m };
        seconds.Validators.Add(result =>
        {
            if (result.GetValue(seconds) is <= 0m or > LongestSeconds)
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"--for is {result.GetValue(seconds)}; give more than 0 and at most {LongestSeconds}."));
            }
        });
        var json = JsonTarget.Option();
        var command = new Command("drill", "Take some MW off for a while and compare what was promised with what was measured; the desk learns from it.") { by, within, seconds, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var desk = DeskClient.Find(terminal.DataFolder);
            var before = await desk.GetAsync("/status", cancellation).ConfigureAwait(false);
            var answer = await desk.OrderAsync(Order(before, parsed.GetValue(by), parsed.GetValue(within), parsed.GetValue(seconds)), cancellation).ConfigureAwait(false);
            OrderScreen.Show(terminal, answer, JsonTarget.IsOutput(parsed.GetValue(json)) ? null : parsed.GetValue(json));
            var curve = await MeasureAsync(terminal, desk, parsed.GetValue(within), cancellation).ConfigureAwait(false);
            Conclude(terminal, answer, before, curve, parsed.GetValue(json));
            return 0;
        });
        return command;
    }

    // The desk's own clock counts: a replay's is not the wall's.
    private static JsonObject Order(JsonObject status, decimal by, decimal within, decimal seconds)
    {
        var now = NodaTime.Text.InstantPattern.ExtendedIso.Parse((string)status["at_utc"]!).Value;
        return new()
        {
            ["kind"] = "shed",
            ["by_mw"] = by,
            ["within_seconds"] = within,
            ["rank"] = "operator",
            ["reason"] = "drill",
            ["by"] = OrderOptions.Person,
            ["until_utc"] = (now + Duration.FromMilliseconds((long)(seconds * 1000m))).ToString("uuuu-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        };
    }

    private static async Task<List<(decimal Seconds, decimal Megawatts)>> MeasureAsync(
        Terminal terminal, DeskClient desk, decimal within, CancellationToken cancellation)
    {
        var began = terminal.Time.GetTimestamp();
        var curve = new List<(decimal, decimal)>();
        do
        {
            await Task.Delay(_every, terminal.Time, cancellation).ConfigureAwait(false);
            var status = await desk.GetAsync("/status", cancellation).ConfigureAwait(false);
            curve.Add(((decimal)terminal.Time.GetElapsedTime(began).TotalSeconds, OrderScreen.Number(status, "power_mw")));
        }
        while (curve[^1].Item1 < within);
        return curve;
    }

    private static void Conclude(
        Terminal terminal, JsonObject answer, JsonObject before, List<(decimal Seconds, decimal Megawatts)> curve, string? json)
    {
        var start = OrderScreen.Number(before, "power_mw");
        var least = curve.MinBy(point => point.Megawatts);
        answer["measured"] = new JsonObject
        {
            ["before_mw"] = start,
            ["least_mw"] = least.Megawatts,
            ["least_after_seconds"] = decimal.Round(least.Seconds, 1),
            ["curve"] = new JsonArray([.. curve.Select(point => (JsonNode)new JsonArray(decimal.Round(point.Seconds, 1), point.Megawatts))]),
        };
        if (JsonTarget.IsOutput(json))
        {
            JsonTarget.Write(terminal, json!, answer);
            return;
        }

        terminal.Output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"Measured: {start - least.Megawatts:0.###} MW off after {least.Seconds:0} s, from {start:0.###} to {least.Megawatts:0.###} MW."));
    }
}
