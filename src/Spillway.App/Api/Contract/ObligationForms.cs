using Spillway.Engine.Signals.Obligations;

namespace Spillway.App.Api.Contract;

#pragma warning disable CS1591, SA1402, SA1649 // The field names are the contract, and docs/reference/api.md says what each means.
#pragma warning disable CA1812 // Read by the description's generator and the tests.

internal sealed record HeadroomAnswer(
    DateTimeOffset StartUtc, DateTimeOffset EndUtc, bool Stands, decimal CapabilityMw, decimal AvailableMw, decimal RunningMw, HeadroomSideAnswer Up, HeadroomSideAnswer Down,
    HeadroomSideAnswer Ahead, HolderAnswer[] Holders);

internal sealed record HeadroomSideAnswer(decimal WholeMw, decimal HeldMw, decimal FreeMw, decimal MissingMw);

internal sealed record HolderAnswer([OneOf(typeof(HolderKind))] string Kind, string Holder, decimal Mw);

internal sealed record HeadroomList(HeadroomAnswer[] Intervals, BaselineAnswer[] Baselines);

internal sealed record BaselineAnswer(
    string Contract, string Method, decimal PriceUsdPerMwh, int? Days, int? DaysWanted, [OneOf("too-few-days", "reading-journal")] string? Missing, BaselineCostAnswer Interval,
    BaselineCostAnswer? Rest);

internal sealed record BaselineCostAnswer(
    DateTimeOffset StartUtc, DateTimeOffset EndUtc, DateTimeOffset? EventStartUtc, DateTimeOffset? EventEndUtc, decimal? CurtailingCostsMwh, decimal? CurtailingCostsUsd);

internal sealed record CostedBaseline(
    string Contract, string Method, decimal PriceUsdPerMwh, int? Days, int? DaysWanted, [OneOf("too-few-days", "reading-journal")] string? Missing, DateTimeOffset StartUtc,
    DateTimeOffset EndUtc, DateTimeOffset? EventStartUtc, DateTimeOffset? EventEndUtc, decimal? CurtailingCostsMwh, decimal? CurtailingCostsUsd);
