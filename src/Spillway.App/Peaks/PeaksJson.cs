using System.Text.Json.Nodes;
using NodaTime.Text;

namespace Spillway.App.Peaks;

/// <summary>The result of the peaks as JSON.</summary>
internal static class PeaksJson
{
    private const int DigitsOfChance = 6;

    public static JsonObject Of(IEnumerable<PeakYear> years) => new()
    {
        ["years"] = new JsonArray([.. years.Select(Year)]),
    };

    private static JsonObject Year(PeakYear year)
    {
        var json = new JsonObject
        {
            ["year"] = year.Year,
            ["hours_curtailed"] = year.Curtailed.Hours,
            ["hits"] = year.Hits,
            ["of"] = year.Verdicts.Length,
            ["official"] = year.IsOfficial,
            ["intervals"] = new JsonArray([.. year.Verdicts.Select(Interval)]),
        };
        if (year.Weather is { } weather)
        {
            json["weather"] = new JsonObject
            {
                ["hours"] = weather.Hours,
                ["hours_without"] = weather.HoursWithout,
                ["hours_missing"] = weather.HoursMissing,
            };
        }

        return json;
    }

    private static JsonObject Interval(PeakVerdict verdict) => new()
    {
        ["month"] = verdict.Month,
        ["start_utc"] = InstantPattern.General.Format(verdict.Start),
        ["mw"] = Math.Round((decimal)verdict.Mw, 3),
        ["hit"] = verdict.IsHit,
        ["p"] = Math.Round((decimal)verdict.Probability, DigitsOfChance),
    };
}
