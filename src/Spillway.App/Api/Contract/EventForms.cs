using Spillway.Engine.Commands.Control;

namespace Spillway.App.Api.Contract;

#pragma warning disable CS1591, SA1402, SA1649 // The field names are the contract, and docs/reference/api.md says what each means.
#pragma warning disable CA1812 // Read by the description's generator and the tests.

internal sealed record EventList(long ReadTo, bool Whole, EventAnswer[] Events, long? Next);

internal sealed record EventAnswer(
    string Event, long Number, DateTimeOffset AcceptedUtc, DateTimeOffset? EndedUtc, string? EndedBy, GivenOrderForm Order, [OneOf(typeof(OrderVerdict))] string Verdict, decimal? LevelMw,
    PromiseAnswer? Promise, EventMeasured? Measured);

internal sealed record EventMeasured(decimal? BeforeMw, decimal? LeastWithinDeadlineMw, decimal? ReductionMw, bool? Kept);

internal sealed record DrillAnswer(
    decimal ByMw, decimal WithinSeconds, decimal ForSeconds, decimal PowerMw, decimal LevelMw, PromiseAnswer Promise, decimal? CostUsdPerHour, decimal? CostUsd);

internal sealed record DrillBody(decimal ByMw, decimal? WithinSeconds = null, decimal? ForSeconds = null);
