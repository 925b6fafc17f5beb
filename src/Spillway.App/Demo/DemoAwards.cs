using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Spillway.App.Cli;

namespace Spillway.App.Demo;

/// <summary>What the site sold of its capacity on the day: some megawatts stand ready in the hour of the order and in the next, when
/// everything runs; the order leaves them running.</summary>
internal static class DemoAwards
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "awards.csv";

    private const string Contract = "reserve";
    private const string Product = "ecrs";
    private const int Hours = 2;
    private const decimal Power = 10m;
    private const decimal ClearingPrice = 9.5m;

    /// <summary>Writes the awards of a day.</summary>
    /// <param name="path">The file.</param>
    /// <param name="day">The day.</param>
    public static void Write(string path, DemoDay day) => ResultFile.Write(path, output =>
    {
        output.WriteLine("interval_start_utc,contract,product,award_mw,price_usd_per_mwh,interval_minutes");
        var first = Instant.FromUnixTimeSeconds(day.OrderAt.ToUnixTimeSeconds() / NodaConstants.SecondsPerHour * NodaConstants.SecondsPerHour);
        for (var hour = 0; hour < Hours; hour++)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{InstantPattern.General.Format(first + Duration.FromHours(hour))},{Contract},{Product},{Power},{ClearingPrice},60"));
        }
    });
}
