using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Spillway.App.Api;
using Spillway.App.Sites.Contracts;

namespace Spillway.App.Obligations;

/// <summary>What curtailing takes off baselines, as JSON.</summary>
internal static class BaselineCostJson
{
    /// <summary>Of every programme, what curtailing for price costs now.</summary>
    /// <param name="desk">The desk.</param>
    /// <returns>One object a programme; empty where the site has none.</returns>
    public static JsonArray Now(DeskView desk)
    {
        ArgumentNullException.ThrowIfNull(desk);
        var currency = desk.Site.Currency.ToLowerInvariant();
        return [.. (desk.Baselines?.Now(desk) ?? []).Select(cost => (JsonNode)Of(cost, currency))];
    }

    /// <summary>Of the programmes that an order costs something, what.</summary>
    /// <param name="costs">The costs.</param>
    /// <param name="currency">The site's currency.</param>
    /// <returns>One object a programme.</returns>
    public static JsonArray Of(ImmutableArray<(BaselineProgramme Programme, BaselineCost Cost)> costs, string currency) => [.. costs.Select(one =>
    {
        var json = Programme(one.Programme, one.Cost, currency.ToLowerInvariant());
        Add(json, one.Cost, currency.ToLowerInvariant());
        return (JsonNode)json;
    })];

    /// <summary>A gap as a word.</summary>
    /// <param name="gap">The gap.</param>
    /// <returns>The word; null where nothing is missing.</returns>
    public static string? Word(CostGap gap) => gap switch
    {
        CostGap.None => null,
        CostGap.Reading => "reading-journal",
        CostGap.TooFewDays => "too-few-days",
        _ => throw new ArgumentOutOfRangeException(nameof(gap), gap, "Not a known gap."),
    };

    private static JsonObject Of(ProgrammeCost cost, string currency)
    {
        var json = Programme(cost.Programme, cost.Rest ?? cost.Interval, currency);
        json["interval"] = Add([], cost.Interval, currency);
        json["rest"] = cost.Rest is { } rest ? Add([], rest, currency) : null;
        return json;
    }

    private static JsonObject Programme(BaselineProgramme programme, BaselineCost cost, string currency) => new()
    {
        ["contract"] = programme.Contract.Text,
        ["method"] = programme.Method,
        [$"price_{currency}_per_mwh"] = ApiJson.Number(programme.Price.Value),
        ["days"] = programme.Rules is null ? null : cost.Days,
        ["days_wanted"] = programme.Rules?.Window,
        ["missing"] = Word(cost.Gap),
    };

    private static JsonObject Add(JsonObject json, BaselineCost cost, string currency)
    {
        json["start_utc"] = ApiJson.Instant(cost.Curtailed.Start);
        json["end_utc"] = ApiJson.Instant(cost.Curtailed.End);
        json["event_start_utc"] = cost.Event is { } begins ? ApiJson.Instant(begins.Start) : null;
        json["event_end_utc"] = cost.Event is { } ends ? ApiJson.Instant(ends.End) : null;
        json["curtailing_costs_mwh"] = ApiJson.Number(cost.Loss?.Energy.Value);
        json[$"curtailing_costs_{currency}"] = ApiJson.Number(cost.Loss is { } loss ? decimal.Round(loss.Amount.Value, 2, MidpointRounding.AwayFromZero) : null);
        return json;
    }
}
