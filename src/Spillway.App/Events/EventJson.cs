using System.Text.Json.Nodes;
using Spillway.App.Api;
using Spillway.App.Records;
using Spillway.Engine.Settlements.Baselines;
using Spillway.Units;

namespace Spillway.App.Events;

/// <summary>Events and their proofs as JSON.</summary>
public static class EventJson
{
    private const int MostNotFollowed = 1_000;

    /// <summary>A line of the list.</summary>
    /// <param name="found">The event.</param>
    /// <returns>The object.</returns>
    public static JsonObject Of(JournalEvent found) => new()
    {
        ["event"] = found.Order.Id.Text,
        ["number"] = found.Number,
        ["accepted_utc"] = ApiJson.Instant(found.At),
        ["ended_utc"] = found.End is { } end ? ApiJson.Instant(end.At) : null,
        ["ended_by"] = found.End?.By,
        ["order"] = OrderJson.Of(found.Order),
        ["verdict"] = OrderWords.Of(found.Answer.Verdict),
        ["level_mw"] = ApiJson.Number(found.Answer.Level?.Value),
        ["promise"] = found.Answer.Promise is { } promise ? OrderJson.Of(promise) : null,
    };

    /// <summary>A proof.</summary>
    /// <param name="proof">The proof.</param>
    /// <param name="bitcoinPrice">What a bitcoin costs, in the site's currency; null for the site file's own.</param>
    /// <returns>The object.</returns>
    public static JsonObject Of(EventProof proof, decimal? bitcoinPrice)
    {
        ArgumentNullException.ThrowIfNull(proof);
        var currency = proof.Site.Currency.ToLowerInvariant();
        return new()
        {
            ["site"] = proof.Site.Site.Id.Text,
            ["settlement_point"] = proof.Site.SettlementPoint.ToString(),
            ["currency"] = proof.Site.Currency,
            ["program"] = ProgramVersion.Text,
            ["records"] = new JsonObject { ["first"] = proof.Records.First, ["last"] = proof.Records.Last },
            ["event"] = Of(proof.Event),
            ["evidence"] = new JsonArray([.. proof.Evidence.Select(static item => (JsonNode)new JsonObject
            {
                ["what"] = item.What,
                ["at_utc"] = ApiJson.Instant(item.At),
                ["journal_number"] = item.Number,
                ["detail"] = item.Detail.ToString(),
            })]),
            ["before_mw"] = ApiJson.Number(proof.Before.Power?.Value),
            ["before_covered_ratio"] = ApiJson.Number(proof.Before.Covered.Value),
            ["response"] = new JsonArray([.. proof.Response.Select(static point => (JsonNode)new JsonObject
            {
                ["within_seconds"] = ApiJson.Seconds(point.Within),
                ["off_mw"] = ApiJson.Number(point.Off?.Value),
            })]),
            ["delivery"] = proof.Delivery is { } delivery ? Of(delivery) : null,
            ["without_the_order"] = new JsonObject
            {
                ["from"] = EventWords.Of(proof.Fit.Source),
                ["count"] = proof.Fit.Count,
                ["plan_ratio"] = ApiJson.Number(proof.Fit.Middle),
                ["plan_ratio_lowest"] = ApiJson.Number(proof.Fit.Lowest),
                ["plan_ratio_highest"] = ApiJson.Number(proof.Fit.Highest),
            },
            ["intervals"] = new JsonArray([.. proof.Slots.Select(slot => (JsonNode)Of(slot, currency))]),
            ["totals"] = Totals(proof, currency, bitcoinPrice ?? proof.Site.BitcoinPrice),
            ["commands"] = Commands(proof),
            ["grade"] = new JsonObject
            {
                ["word"] = proof.Grade.Word,
                ["metered_ratio"] = ApiJson.Number(proof.Grade.Metered.Value),
                ["samples"] = proof.Grade.Samples,
                ["every_seconds"] = ApiJson.Seconds(proof.Grade.Every),
                ["machines"] = proof.Grade.Otherwise,
            },
            ["curve"] = new JsonArray([.. proof.Curve.Select(static point => (JsonNode)new JsonArray(
                ApiJson.Instant(point.At), ApiJson.Number(point.Power.Value), point.IsMetered ? "meter" : "machines", point.Number))]),
            ["notes"] = new JsonArray([.. proof.Notes.Select(static note => (JsonNode)note)]),
        };
    }

    /// <summary>How the orders of the grid were delivered.</summary>
    /// <param name="judged">The orders.</param>
    /// <param name="record">Their failures.</param>
    /// <returns>The object.</returns>
    public static JsonObject Of(IReadOnlyList<JudgedEvent> judged, FailureRecord record)
    {
        ArgumentNullException.ThrowIfNull(judged);
        ArgumentNullException.ThrowIfNull(record);
        return new()
        {
            ["events"] = new JsonArray([.. judged.Select(one => (JsonNode)new JsonObject
            {
                ["event"] = one.Event.Order.Id.Text,
                ["number"] = one.Event.Number,
                ["accepted_utc"] = ApiJson.Instant(one.Event.At),
                ["delivery"] = one.Delivery is { } delivery ? Of(delivery) : null,
                ["failures_in_365_days"] = record.At(one.Event.At),
            })]),
            ["disqualified_utc"] = record.DisqualifiedAt() is { } at ? ApiJson.Instant(at) : null,
        };
    }

    /// <summary>A delivery, in proofs and baselines alike.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <returns>The object.</returns>
    public static JsonObject Of(Delivery delivery) => new()
    {
        ["instructed_mw"] = ApiJson.Number(delivery.Instructed.Value),
        ["least_mw"] = ApiJson.Number(delivery.Least.Value),
        ["most_mw"] = ApiJson.Number(delivery.Most.Value),
        ["least_ratio"] = ApiJson.Number(delivery.LeastShare.Value),
        ["most_ratio"] = ApiJson.Number(delivery.MostShare.Value),
        ["verdict"] = EventWords.Of(delivery.Verdict),
    };

    /// <summary>Satoshi for an amount; null where a bitcoin's price is not known.</summary>
    /// <param name="amount">The amount.</param>
    /// <param name="bitcoinPrice">What a bitcoin costs, in the same currency; null where it is not known.</param>
    /// <returns>Whole satoshi, halves away from zero.</returns>
    public static decimal? Satoshi(Money amount, decimal? bitcoinPrice)
    {
        const decimal SatoshiPerBitcoin = 100_000_000m;
        return bitcoinPrice is { } price && price > 0m ? decimal.Round(amount.Value / price * SatoshiPerBitcoin, MidpointRounding.AwayFromZero) : null;
    }

    private static JsonObject Of(ProofSlot slot, string currency) => new()
    {
        ["start_utc"] = ApiJson.Instant(slot.Start),
        ["end_utc"] = ApiJson.Instant(slot.End),
        [$"price_{currency}_per_mwh"] = ApiJson.Number(slot.Price?.Value),
        ["expected_mw"] = ApiJson.Number(slot.Expected.Value),
        ["expected_mw_lowest"] = ApiJson.Number(slot.Lowest.Value),
        ["expected_mw_highest"] = ApiJson.Number(slot.Highest.Value),
        ["actual_mw"] = ApiJson.Number(slot.Actual?.Value),
        ["not_drawn_mwh"] = ApiJson.Number(slot.NotDrawn.Value),
        ["sold_back_mwh"] = ApiJson.Number(slot.SoldBack.Value),
        ["settled"] = slot.IsSettled,
        [$"saved_{currency}"] = Cents(slot.Saved),
        [$"sold_{currency}"] = Cents(slot.Sold),
        [$"production_given_up_{currency}"] = slot.Production is { } production ? Cents(production) : null,
        ["exahashes_given_up"] = ApiJson.Number(slot.Hashes),
        [$"wear_{currency}"] = Cents(slot.Wear),
    };

    private static JsonObject Totals(EventProof proof, string currency, decimal? bitcoinPrice)
    {
        var (low, high) = EventWords.EnergyBand(proof);
        return new()
        {
            ["not_drawn_mwh"] = ApiJson.Number(proof.NotDrawn.Value),
            ["not_drawn_mwh_lowest"] = ApiJson.Number(low.Value),
            ["not_drawn_mwh_highest"] = ApiJson.Number(high.Value),
            [$"saved_{currency}"] = Cents(proof.Saved),
            [$"sold_{currency}"] = Cents(proof.Sold),
            [$"power_credits_{currency}"] = Cents(proof.PowerCredits),
            [$"production_given_up_{currency}"] = Cents(proof.GivenUp),
            ["exahashes_given_up"] = ApiJson.Number(proof.Hashes),
            ["satoshi_given_up"] = ApiJson.Number(Satoshi(proof.GivenUp, bitcoinPrice)),
            [$"wear_{currency}"] = Cents(proof.Wear),
            [$"net_{currency}"] = Cents(proof.Net),
            ["open_intervals"] = proof.Slots.Count(static slot => !slot.IsSettled),
        };
    }

    private static JsonObject Commands(EventProof proof) => new()
    {
        ["machines"] = proof.Commands.Count(static one => !one.IsFeed),
        ["feeds"] = proof.Commands.Count(static one => one.IsFeed),
        ["done"] = proof.Commands.Count(static one => one.IsDone),
        ["not_followed_count"] = proof.NotFollowed.Count(),
        ["not_followed"] = new JsonArray([.. proof.NotFollowed.Take(MostNotFollowed).Select(static one => (JsonNode)new JsonObject
        {
            ["subject"] = one.Subject,
            ["told"] = one.Told,
            ["command"] = one.Last.Number,
            ["outcome"] = EventWords.Of(one.Outcome),
        })]),
    };

    private static JsonValue Cents(Money amount) => ApiJson.Number(decimal.Round(amount.Value, 2, MidpointRounding.AwayFromZero));
}
