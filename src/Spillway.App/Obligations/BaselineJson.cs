using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using Spillway.App.Api;
using Spillway.App.Events;
using Spillway.App.Sites;

namespace Spillway.App.Obligations;

/// <summary>A baseline as JSON.</summary>
internal static class BaselineJson
{
    /// <summary>The whole result.</summary>
    /// <param name="site">The site.</param>
    /// <param name="result">The result.</param>
    /// <returns>The object.</returns>
    public static JsonObject Of(SiteDefinition site, BaselineResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        var request = result.Request;
        var currency = site.Currency.ToLowerInvariant();
        return new()
        {
            ["site"] = site.Site.Id.Text,
            ["method"] = request.Method,
            ["start_utc"] = ApiJson.Instant(request.Start),
            ["end_utc"] = ApiJson.Instant(request.End),
            ["level_mw"] = ApiJson.Number(request.Level?.Level.Value),
            ["days"] = Days(result.Baseline?.Days),
            ["looked_at"] = Days(result.Baseline?.LookedAt),
            ["adjustment_ratio"] = ApiJson.Number(result.Baseline?.Adjustment?.Factor.Value),
            ["adjustment_mw"] = ApiJson.Number(result.Baseline?.Adjustment?.Offset.Value),
            ["intervals"] = new JsonArray([.. result.Intervals.Select(one => (JsonNode)Of(one, result))]),
            ["delivery"] = result.Delivery is { } delivery ? EventJson.Of(delivery) : null,
            ["curtailing_costs_mwh"] = ApiJson.Number(result.Loss?.Energy.Value),
            [$"curtailing_costs_{currency}"] = result.Loss is { } loss ? ApiJson.Number(decimal.Round(loss.Amount.Value, 2, MidpointRounding.AwayFromZero)) : null,
            ["notes"] = new JsonArray([.. result.Notes.Select(static note => (JsonNode)note)]),
        };
    }

    private static JsonObject Of(MeasuredInterval interval, BaselineResult result)
    {
        var known = result.Baseline?.Intervals.First(one => one.Start == interval.Start);
        return new()
        {
            ["start_local"] = interval.Start.ToString("uuuu-MM-dd'T'HH:mm", CultureInfo.InvariantCulture),
            ["unadjusted_mw"] = ApiJson.Number(known?.Unadjusted.Value),
            ["baseline_mw"] = ApiJson.Number(interval.Expected?.Value),
            ["lowest_mw"] = ApiJson.Number(known?.Lowest.Value),
            ["highest_mw"] = ApiJson.Number(known?.Highest.Value),
            ["actual_mw"] = ApiJson.Number(interval.Actual?.Value),
            ["delivered_mw"] = ApiJson.Number(interval.Actual is { } actual && interval.Expected is { } expected ? (expected - actual).Value : null),
            ["excess_mw"] = ApiJson.Number(interval.Actual is { } drawn && result.Request.Level is { } level ? level.Excess(drawn).Value : null),
        };
    }

    private static JsonArray? Days(IEnumerable<LocalDate>? days) =>
        days is null ? null : [.. days.Select(static day => (JsonNode)day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture))];
}
