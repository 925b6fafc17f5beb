using System.Text.Json.Nodes;
using Spillway.App.Earnings;
using Spillway.App.Statements.Books;
using Spillway.Engine.Settlements.Bridges;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Api.Contract;

#pragma warning disable CS1591, SA1402, SA1649 // The field names are the contract, and docs/reference/api.md says what each means.
#pragma warning disable CA1812 // Read by the description's generator and the tests.

internal sealed record StatementAnswer(
    string Site, DateTimeOffset FromUtc, DateTimeOffset ToUtc, string Currency, decimal TotalUsd, ChargeAnswer[] Charges, decimal EnergyMwh, decimal PowerCreditsUsd,
    decimal ProductionRevenueUsd, int SettledIntervals, int OpenIntervals, decimal UnsettledUsd, ProductionAnswer[] Production, BridgeAnswer Bridge, PlanBridgeAnswer? BridgePlan,
    NextYearPeak[] NextYearPeaks, string[] Notes, InputAnswer[] Inputs, NotKnownHolding[]? UnsettledNotKnown = null,
    CorrectionAnswer[]? Corrections = null, decimal? CorrectionsUsd = null, decimal? TotalWithCorrectionsUsd = null);

internal sealed record CorrectionAnswer(string Month, string BookedIn, int Version, DateTimeOffset BookedUtc, decimal AmountUsd, int Lines, string Because);

internal sealed record ChargeAnswer([OneOf(typeof(ChargeKind))] string Charge, string? Contract, decimal AmountUsd, decimal? EnergyMwh, int Lines);

internal sealed record NotKnownHolding(string Contract, int Intervals, DateTimeOffset FirstUtc);

internal sealed record ProductionAnswer(string Group, decimal EnergyMwh, decimal RestartMwh, decimal RevenueUsd, [OneOf(typeof(EnergyGrade))] string Grade);

internal sealed record BridgeAnswer(decimal AlwaysOnUsd, BridgePartAnswer[] Parts, decimal HappenedUsd);

internal sealed record PlanBridgeAnswer(int Intervals, int IntervalsWithoutPlan, decimal PlannedUsd, BridgePartAnswer[] Parts, decimal HappenedUsd);

internal sealed record BridgePartAnswer([OneOf(typeof(BridgePartKind))] string Part, decimal AmountUsd, string Because);

internal sealed record NextYearPeak(
    string Contract, string Month, DateTimeOffset StartUtc, bool Official, decimal? DrawnMw, decimal AlwaysOnMw, int ChargeYear, decimal? RateUsdPerMwYear, decimal? LeftUsd, string Because);

internal sealed record InputAnswer(string File, string Sha256, string Form);

internal sealed record LineList(int Total, decimal AmountUsd, string? Next, LineAnswer[] Lines);

internal sealed record LineAnswer(
    string Line, DateTimeOffset IntervalStartUtc, DateTimeOffset IntervalEndUtc, [OneOf(typeof(ChargeKind))] string Charge, string? Contract, [OneOf(typeof(LineComponent))] string Component,
    string? Item, decimal Quantity, [OneOf(typeof(LineUnit))] string Unit, decimal PriceUsdPerUnit, decimal AmountUsd, [OneOf(typeof(LineRounding))] string Rounding, string? ReadingMeter,
    DateTimeOffset? ReadingStartUtc, int? ReadingInput, string? ReadingFile, int? ReadingRow, string? PriceSeries, DateTimeOffset? PriceStartUtc, int? PriceInput, string? PriceFile,
    string? RuleVersion, long? JournalSequence);

internal sealed record LineTrailAnswer(
    string Line, DateTimeOffset IntervalStartUtc, DateTimeOffset IntervalEndUtc, decimal Quantity, [OneOf(typeof(LineUnit))] string Unit, decimal Price, decimal Amount, string Currency,
    [OneOf(typeof(LineRounding))] string Rounding, TrailStepAnswer[] Steps, BookedLine[] Versions);

internal sealed record TrailStepAnswer(string What, string File, int? Row, string Text);

internal sealed record BookedLine(
    string Month, int Version, [OneOf(typeof(BookKind))] string Kind, DateTimeOffset BookedUtc, [OneOf("reversal", "new")] string Entry, decimal Amount);

internal sealed record CustomerList(string Currency, CustomerRow[] Customers);

internal sealed record CustomerRow(
    string Contract, string Customer, decimal ContractedMwh, decimal DeliveredMwh, decimal OwedUsd, int SettledIntervals, int OpenIntervals);

internal sealed record CustomerAnswer(
    string Site, string Contract, string Customer, DateTimeOffset FromUtc, DateTimeOffset ToUtc, string Currency, BookedMonth? Booked, string? Group, decimal MachineShareRatio, string? Meter,
    decimal MeterShareRatio, decimal ContractedMw, string PriceBasis, decimal ContractedMwh, decimal DeliveredMwh, CustomerPart[] Parts, decimal OwedUsd, int SettledIntervals,
    int OpenIntervals, CustomerInput[] Inputs, decimal? PriceUsdPerMwh = null, decimal? MarginUsdPerMwh = null);

internal sealed record CustomerPart(string Part, decimal? EnergyMwh, decimal AmountUsd);

internal sealed record CustomerInput(string File, string Sha256);

internal sealed record BookedMonth(string Month, int Version, [OneOf(typeof(BookKind))] string Kind, DateTimeOffset BookedUtc);

internal sealed record BookList(BookMonth[] Months);

internal sealed record BookMonth(string Month, bool Closed, BookVersionAnswer[] Versions);

internal sealed record BookVersionAnswer(
    string Month, int Version, [OneOf(typeof(BookKind))] string Kind, string Of, DateTimeOffset BookedUtc, decimal AmountUsd, string Sha256);

internal sealed record BookedAnswer(
    string Month, int Version, [OneOf(typeof(BookKind))] string Kind, string Of, DateTimeOffset BookedUtc, decimal AmountUsd, string Sha256, int ChangedLines, bool Closed);

internal sealed record ProofList(ProofWork[] Proofs);

internal sealed record ProofWork(
    string Id, string By, DateTimeOffset StartedUtc, [OneOf(typeof(WorkState))] string State, string? Stage, decimal? DoneRatio, string? Code, string? Detail, string? Remedy,
    ProofAnswer? Result);

internal sealed record ProofAnswer(
    string Bundle, bool Whole, string? Site, long Leaves, long Lines, long Records, string? Root, string? KeyId, JournalHeadAnswer? JournalHead, string? Booked, JsonObject? Totals,
    string[] Facts, BundleFaultAnswer[] Faults, DateOnly From, DateOnly To);

internal sealed record BundleFaultAnswer(long? FileLine, string? Place, string What);

internal sealed record BillList(BillWork[] Bills);

internal sealed record BillWork(
    string Id, string By, DateTimeOffset StartedUtc, [OneOf(typeof(WorkState))] string State, string? Stage, decimal? DoneRatio, string? Code, string? Detail, string? Remedy,
    ReconciledAnswer? Result);

internal sealed record ReconciledAnswer(
    string Site, BillFile Bill, DateTimeOffset FromUtc, DateTimeOffset ToUtc, string Currency, decimal BillUsd, decimal OursUsd, decimal DifferenceUsd, int Matched, decimal ToleratedUsd,
    VarianceGroup[] Classes, BillRest Uncovered, BillRest Outside, IgnoredCode[] Ignored, VarianceAnswer[]? Variances = null);

internal sealed record BillFile(string File, string Sha256, int Lines);

internal sealed record VarianceGroup(string Class, int Variances, decimal DifferenceUsd);

internal sealed record BillRest(int Lines, decimal AmountUsd);

internal sealed record IgnoredCode(string Code, int Rows, decimal AmountUsd);

internal sealed record VarianceAnswer(
    string Class, DateTimeOffset StartUtc, DateTimeOffset EndUtc, [OneOf(typeof(ChargeKind))] string Charge, string? Contract, [OneOf(typeof(LineComponent))] string? Component, decimal? BillUsd,
    decimal? OursUsd, decimal? DifferenceUsd, string Because, int[] BillRows, string[] Lines);
