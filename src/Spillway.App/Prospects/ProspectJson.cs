using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NodaTime;
using Spillway.App.Api;
using Spillway.App.Reports;
using Spillway.Engine.Commands;
using Spillway.Engine.Forecasts;
using Spillway.Engine.Plans;
using Spillway.Units;

namespace Spillway.App.Prospects;

/// <summary>Prices, plans and suppositions as JSON.</summary>
internal static class ProspectJson
{
    /// <summary>The known prices and what is expected.</summary>
    public static JsonObject Prices(
        DeskView desk, ImmutableArray<(Instant Start, EnergyPrice Price)> realTime, ImmutableArray<(Instant Start, EnergyPrice Price)> dayAhead, ImmutableArray<PriceBand> forecast)
    {
        var name = PriceName(desk);
        var (price, start, fault) = desk.Price();
        return new()
        {
            ["site"] = desk.Site.Site.Id.Text,
            ["settlement_point"] = desk.Site.SettlementPoint.ToString(),
            ["at_utc"] = ApiJson.Instant(Instant.FromDateTimeOffset(desk.Time.GetUtcNow())),
            [name] = ApiJson.Number(price?.Value),
            ["price_start_utc"] = start is { } known ? ApiJson.Instant(known) : null,
            ["price_fault"] = fault,
            ["real_time"] = Series(realTime, name),
            ["day_ahead"] = Series(dayAhead, name),
            ["policy"] = desk.Site.Policy,
            ["forecast"] = new JsonArray([.. forecast.Select(band => (JsonNode)new JsonObject
            {
                ["start_utc"] = ApiJson.Instant(band.Start),
                ["low_" + name] = ApiJson.Number((decimal)band.Low),
                ["middle_" + name] = ApiJson.Number((decimal)band.Middle),
                ["high_" + name] = ApiJson.Number((decimal)band.High),
                ["expected_" + name] = ApiJson.Number((decimal)band.Expected),
            })]),
        };
    }

    /// <summary>What was decided, the newest first.</summary>
    public static JsonObject Plan(DeskView desk, IEnumerable<Decision> decisions) => new()
    {
        ["site"] = desk.Site.Site.Id.Text,
        ["policy"] = desk.Site.Policy,
        ["decisions"] = new JsonArray([.. decisions.Select(decision => (JsonNode)Of(desk, decision))]),
    };

    /// <summary>What would be.</summary>
    public static JsonObject Of(DeskView desk, WhatIf supposed)
    {
        var (currency, now) = (Currency(desk), supposed.Now);
        return new()
        {
            [PriceName(desk)] = ApiJson.Number(supposed.Would.Price.Value),
            [$"hashprice_{currency}_per_ph_day"] = ApiJson.Number(supposed.Would.Hashprice?.Value),
            ["groups"] = new JsonArray([.. supposed.Would.Groups.Select((group, index) => (JsonNode)new JsonObject
            {
                ["group"] = group.Group.Text,
                ["mode"] = group.Mode,
                ["machines"] = group.Machines,
                ["mw"] = ApiJson.Number(group.Power.Value),
                ["now_mode"] = supposed.Unchanged.Groups[index].Mode,
                ["now_machines"] = supposed.Unchanged.Groups[index].Machines,
                ["now_mw"] = ApiJson.Number(supposed.Unchanged.Groups[index].Power.Value),
            })]),
            ["would"] = Of(supposed.Would, currency),
            ["unchanged"] = Of(supposed.Unchanged, currency),
            ["now"] = now is null ? null : Of(now, currency),
            [$"gain_{currency}_per_hour"] = ApiJson.Number(supposed.Gain.Value),
        };
    }

    private static JsonObject Of(SiteRunning running, string currency) => new()
    {
        ["mw"] = ApiJson.Number(running.Power.Value),
        [$"production_revenue_{currency}_per_hour"] = ApiJson.Number(running.Revenue.Value),
        [$"energy_cost_{currency}_per_hour"] = ApiJson.Number(running.Cost.Value),
        [$"net_{currency}_per_hour"] = ApiJson.Number(running.Net.Value),
    };

    private static JsonObject Of(DeskView desk, Decision decision) => new()
    {
        ["slot_start_utc"] = ApiJson.Instant(decision.Slot.Start),
        ["slot_end_utc"] = ApiJson.Instant(decision.Slot.End),
        ["mw"] = ApiJson.Number(decision.Commands.Sum(static command => command.Power.Value)),
        ["groups"] = new JsonArray([.. decision.Commands.Select(command => (JsonNode)Of(desk, command))]),
    };

    private static JsonObject Of(DeskView desk, GroupCommand command)
    {
        var (reason, name) = (command.Reason, PriceName(desk)["price_".Length..]);
        return new()
        {
            ["group"] = command.Group.Text,
            ["mode"] = command.ModeName,
            ["machines"] = command.Machines,
            ["mw"] = ApiJson.Number(command.Power.Value),
            ["reason"] = ReasonCodes.Text(reason.Code),
            ["newest_" + name] = ApiJson.Number(reason.Newest?.Value),
            ["worth_" + name] = ApiJson.Number(reason.Worth?.Value),
            ["expected_" + name] = ApiJson.Number(reason.Expected?.Value),
            ["intervals_ahead"] = reason.IntervalsAhead,
            ["holder"] = reason.Holder,
            ["held_mw"] = ApiJson.Number(reason.Held?.Value),
            ["text"] = ReasonWords.Sentence(command, desk.Site.SettlementPoint),
        };
    }

    private static JsonArray Series(ImmutableArray<(Instant Start, EnergyPrice Price)> series, string name) => [.. series.Select(one => (JsonNode)new JsonObject
    {
        ["start_utc"] = ApiJson.Instant(one.Start),
        [name] = ApiJson.Number(one.Price.Value),
    })];

    private static string Currency(DeskView desk) => desk.Site.Currency.ToLowerInvariant();

    private static string PriceName(DeskView desk) => $"price_{Currency(desk)}_per_mwh";
}
