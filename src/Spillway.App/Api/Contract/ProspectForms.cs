using Spillway.Engine.Plans;

namespace Spillway.App.Api.Contract;

#pragma warning disable CS1591, SA1402, SA1649 // The field names are the contract, and docs/reference/api.md says what each means.
#pragma warning disable CA1812 // Read by the description's generator and the tests.

internal sealed record PricesAnswer(
    string Site, string SettlementPoint, DateTimeOffset AtUtc, decimal? PriceUsdPerMwh, DateTimeOffset? PriceStartUtc, string? PriceFault, PricePoint[] RealTime, PricePoint[] DayAhead,
    string Policy, PriceBandAnswer[] Forecast);

internal sealed record PricePoint(DateTimeOffset StartUtc, decimal PriceUsdPerMwh);

internal sealed record PriceBandAnswer(
    DateTimeOffset StartUtc, decimal LowPriceUsdPerMwh, decimal MiddlePriceUsdPerMwh, decimal HighPriceUsdPerMwh, decimal ExpectedPriceUsdPerMwh);

internal sealed record PlanAnswer(string Site, string Policy, DecisionAnswer[] Decisions);

internal sealed record DecisionAnswer(DateTimeOffset SlotStartUtc, DateTimeOffset SlotEndUtc, decimal Mw, DecidedGroup[] Groups);

internal sealed record DecidedGroup(
    string Group, string Mode, int Machines, decimal Mw, [OneOf(typeof(ReasonCode))] string Reason, decimal? NewestUsdPerMwh, decimal? WorthUsdPerMwh, decimal? ExpectedUsdPerMwh,
    int? IntervalsAhead, string? Holder, decimal? HeldMw, string Text);

internal sealed record BidCurveAnswer(
    string Site, string SettlementPoint, DateTimeOffset AtUtc, decimal? HashpriceUsdPerPhDay, DateOnly? HashpriceDateUtc, decimal ImportLimitMw, decimal AsleepMw, decimal MostMw,
    decimal? OfferCapUsdPerMwh, decimal? OfferFloorUsdPerMwh, BidStepAnswer[] Steps, CappedStep[] Capped, NotOfferedStep[] NotOffered);

internal sealed record BidStepAnswer(decimal PriceUsdPerMwh, decimal FromMw, decimal ToMw, string Group, string FromMode, string ToMode, int Machines);

internal sealed record CappedStep(string Group, string Mode, int Machines, decimal WorthUsdPerMwh);

internal sealed record NotOfferedStep(string Group, string Mode, int Machines, [OneOf("import-limit", "below-the-hull", "below-the-floor")] string Because);

internal sealed record WhatIfAnswer(
    decimal PriceUsdPerMwh, decimal? HashpriceUsdPerPhDay, WhatIfGroup[] Groups, WhatIfRunning Would, WhatIfRunning Unchanged, WhatIfRunning? Now, decimal GainUsdPerHour);

internal sealed record WhatIfGroup(string Group, string Mode, int Machines, decimal Mw, string NowMode, int NowMachines, decimal NowMw);

internal sealed record WhatIfRunning(decimal Mw, decimal ProductionRevenueUsdPerHour, decimal EnergyCostUsdPerHour, decimal NetUsdPerHour);
