using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;

namespace Spillway.App.Cli;

/// <summary><c>spillway drill</c>: a small shed that ends by itself, to learn how fast the site follows.</summary>
internal static class DrillCommand
{
    private const decimal LongestSeconds = 3600m;

    // A desk whose clock stands still would be watched for ever: so many looks in a row at the same instant end it.
    private const int MostLooksAtOneInstant = 30;

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
            var target = parsed.GetValue(json);

            // The drill goes on for its time whatever becomes of this command: its name is said at once, beside the JSON where that is read.
            var people = terminal with { Output = JsonTarget.IsOutput(target) ? terminal.Errors : terminal.Output };
            var before = await desk.GetAsync("/status", cancellation).ConfigureAwait(false);
            var answer = await desk.OrderAsync(Order(before, parsed.GetValue(by), parsed.GetValue(within), parsed.GetValue(seconds)), cancellation).ConfigureAwait(false);
            OrderScreen.Show(people, answer, null);
            answer["measured"] = await MeasureAsync(terminal.Time, desk, before, parsed.GetValue(within), cancellation).ConfigureAwait(false);
            people.Output.WriteLine(Sentence((JsonObject)answer["measured"]!));
            if (target is not null)
            {
                JsonTarget.Write(terminal, target, answer);
            }

            return 0;
        });
        return command;
    }

    private static JsonObject Order(JsonObject status, decimal by, decimal within, decimal seconds) => new()
    {
        ["kind"] = "shed",
        ["by_mw"] = by,
        ["within_seconds"] = within,
        ["rank"] = "operator",
        ["reason"] = "drill",
        ["by"] = OrderOptions.Person,
        ["until_utc"] = (At(status) + Duration.FromMilliseconds((long)(seconds * 1000m))).ToString("uuuu-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
    };

    private static async Task<JsonObject> MeasureAsync(TimeProvider wall, DeskClient desk, JsonObject before, decimal within, CancellationToken cancellation)
    {
        var (start, begun, least) = (OrderScreen.Number(before, "power_mw"), At(before), (Seconds: 0m, Megawatts: OrderScreen.Number(before, "power_mw")));
        var (curve, last, looks) = (new JsonArray(), 0m, 0);
        do
        {
            await Task.Delay(_every, wall, cancellation).ConfigureAwait(false);
            var status = await desk.GetAsync("/status", cancellation).ConfigureAwait(false);
            var point = (Seconds: (decimal)(At(status) - begun).TotalSeconds, Megawatts: OrderScreen.Number(status, "power_mw"));
            looks = point.Seconds > last ? 0 : looks + 1;
            last = point.Seconds;
            least = point.Megawatts < least.Megawatts ? point : least;
            curve.Add(new JsonArray(decimal.Round(point.Seconds, 1), point.Megawatts));
        }
        while (last < within && looks < MostLooksAtOneInstant);
        return new()
        {
            ["before_mw"] = start,
            ["least_mw"] = least.Megawatts,
            ["least_after_seconds"] = decimal.Round(least.Seconds, 1),
            ["curve"] = curve,
        };
    }

    // The desk's own clock counts: a replay's is not the wall's.
    private static Instant At(JsonObject status) => InstantPattern.ExtendedIso.Parse((string)status["at_utc"]!).Value;

    private static string Sentence(JsonObject measured)
    {
        var (before, least) = (OrderScreen.Number(measured, "before_mw"), OrderScreen.Number(measured, "least_mw"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Measured: {before - least:0.###} MW off after {OrderScreen.Number(measured, "least_after_seconds"):0} s, from {before:0.###} to {least:0.###} MW.");
    }
}
