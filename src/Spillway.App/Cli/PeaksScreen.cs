using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Spectre.Console;
using Spillway.App.Peaks;

namespace Spillway.App.Cli;

/// <summary>The peaks for people: a table of the months' peaks, the misses with their reason, the trade-off curve.</summary>
internal static class PeaksScreen
{
    private static readonly Duration _quarter = Duration.FromMinutes(15);

    public static void Years(Terminal terminal, ImmutableArray<PeakYear> years, DateTimeZone zone)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumns("year", "peak, local time");
        foreach (var name in new[] { "system, MW", "p", "p × rate, USD/MWh" })
        {
            table.AddColumn(new TableColumn(Markup.Escape(name)).RightAligned().NoWrap());
        }

        table.AddColumns("curtailed", "peaks are");
        table.AddColumn(new TableColumn("hours").RightAligned());
        foreach (var year in years)
        {
            var isFirst = true;
            foreach (var verdict in year.Verdicts)
            {
                table.AddRow(
                    isFirst ? Text($"{year.Year}") : "",
                    When(verdict.Start, zone),
                    Text($"{verdict.Mw:N1}"),
                    Text($"{verdict.Probability:0.0000}"),
                    Text($"{(decimal)verdict.Probability * year.RateUsdPerMwYear:N0}"),
                    verdict.IsHit ? "yes" : "no",
                    year.IsOfficial ? "official" : "largest load",
                    isFirst ? Text($"{year.Curtailed.Hours:0.00}") : "");
                isFirst = false;
            }
        }

        terminal.Tables().Write(table);
        foreach (var year in years)
        {
            Sum(terminal, year, zone);
        }
    }

    public static void Curve(Terminal terminal, ImmutableArray<PeakCurve> points)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var name in new[] { "dial, hours", "mean hours", "most hours", "caught", "missed, USD/MW-year", "expected missed" })
        {
            table.AddColumn(new TableColumn(Markup.Escape(name)).RightAligned().NoWrap());
        }

        foreach (var point in points)
        {
            table.AddRow(
                Text($"{point.Hours:0.##}"),
                Text($"{point.MeanHours:0.0}"),
                Text($"{point.MostHours:0.0}"),
                Text($"{point.Hits} of {point.Of}"),
                Text($"{point.MissedUsdPerMw:N0}"),
                Text($"{point.ExpectedMissedUsdPerMw:N0}"));
        }

        terminal.Tables().Write(table);
    }

    private static void Sum(Terminal terminal, PeakYear year, DateTimeZone zone)
    {
        var rate = year.RateYear is { } of ? Text($"{year.RateUsdPerMwYear:N0} USD/MW-year, the rules' rate for charges of {of}") : Text($"{year.RateUsdPerMwYear:N0} USD/MW-year");
        terminal.Output.WriteLine(Text($"{year.Year}: {year.Hits} of {year.Verdicts.Length} caught in {year.Curtailed.Hours:0.00} hours; missed {year.MissedUsdPerMw:N0} USD per MW at {rate}."));
        foreach (var verdict in year.Verdicts.Where(verdict => !verdict.IsHit))
        {
            terminal.Output.WriteLine(Text($"  missed {When(verdict.Start, zone)}: {verdict.Why}."));
        }

        if (year.Weather is { } weather)
        {
            terminal.Output.WriteLine(Text($"  weather: {weather.HoursWithout:0.##} of {weather.Hours:0.##} judged hours were decided without it; the files hold no temperature of {weather.HoursMissing}."));
        }
    }

    private static string When(Instant start, DateTimeZone zone) =>
        Text($"{start.InZone(zone):ddd uuuu-MM-dd HH:mm}-{(start + _quarter).InZone(zone):HH:mm}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
