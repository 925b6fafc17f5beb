using System.Text.Json;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Settlements.Baselines;
using Spillway.Engine.Signals.Field;

namespace Spillway.App.Api.Contract;

#pragma warning disable CS1591, SA1402, SA1649 // The field names are the contract, and docs/reference/obligations.md says what each means.
#pragma warning disable CA1812 // Read by the description's generator and the tests.

internal sealed record EventProofAnswer(
    string Site, string SettlementPoint, string Currency, string Program, RecordSpan Records, ProvedEvent Event, EvidenceAnswer[] Evidence, decimal? BeforeMw, decimal BeforeCoveredRatio,
    OffWithinAnswer[] Response, DeliveredAnswer? Delivery, WithoutTheOrder WithoutTheOrder, ProvedInterval[] Intervals, ProvedTotals Totals, ProvedCommands Commands, GradeAnswer Grade,
    JsonElement[][] Curve, string[] Notes);

internal sealed record RecordSpan(long First, long Last);

internal sealed record ProvedEvent(
    string Event, long Number, DateTimeOffset AcceptedUtc, DateTimeOffset? EndedUtc, string? EndedBy, GivenOrderForm Order, [OneOf(typeof(OrderVerdict))] string Verdict, decimal? LevelMw,
    PromiseAnswer? Promise);

internal sealed record EvidenceAnswer(string What, DateTimeOffset AtUtc, long JournalNumber, string Detail);

internal sealed record OffWithinAnswer(decimal WithinSeconds, decimal? OffMw);

internal sealed record DeliveredAnswer(
    decimal InstructedMw, decimal LeastMw, decimal MostMw, decimal LeastRatio, decimal MostRatio, [OneOf(typeof(DeliveryVerdict))] string Verdict);

internal sealed record WithoutTheOrder(
    [OneOf("intervals-before", "five-minutes-before", "nothing")] string From, int Count, decimal? PlanRatio, decimal? PlanRatioLowest, decimal? PlanRatioHighest);

internal sealed record ProvedInterval(
    DateTimeOffset StartUtc, DateTimeOffset EndUtc, decimal? PriceUsdPerMwh, decimal ExpectedMw, decimal ExpectedMwLowest, decimal ExpectedMwHighest, decimal? ActualMw, decimal NotDrawnMwh,
    decimal SoldBackMwh, bool Settled, decimal SavedUsd, decimal SoldUsd, decimal? ProductionGivenUpUsd, decimal? ExahashesGivenUp, decimal WearUsd);

internal sealed record ProvedTotals(
    decimal NotDrawnMwh, decimal NotDrawnMwhLowest, decimal NotDrawnMwhHighest, decimal SavedUsd, decimal SoldUsd, decimal PowerCreditsUsd, decimal ProductionGivenUpUsd, decimal ExahashesGivenUp,
    decimal? SatoshiGivenUp, decimal WearUsd, decimal NetUsd, int OpenIntervals);

internal sealed record ProvedCommands(int Machines, int Feeds, int Done, int NotFollowedCount, NotFollowedAnswer[] NotFollowed);

internal sealed record NotFollowedAnswer(string Subject, int Told, long Command, [OneOf(typeof(OutcomeKind))] string Outcome);

internal sealed record GradeAnswer(string Word, decimal MeteredRatio, int Samples, decimal EverySeconds, string Machines);

internal sealed record EventEvidenceAnswer(
    string Site, GivenOrderForm Order, string OrderSha256, DateTimeOffset AcceptedUtc, DateTimeOffset GatheredFromUtc, DateTimeOffset DeadlineUtc, DateTimeOffset? EndedUtc, decimal? LevelMw,
    PromiseAnswer? Promise, EventMeasured Measured, GatheredCommands Commands, JsonElement[][] Curve);

internal sealed record GatheredCommands(int ToMachines, int ToFeeds, int WithoutOutcome, IReadOnlyDictionary<string, int> Outcomes, long[] NotDone);
