using System.Collections.Immutable;
using Spillway.App.Earnings;
using Spillway.App.Statements;
using Spillway.App.Statements.Papers;
using Spillway.Engine.Settlements.Statements;
using Spillway.Units;

namespace Spillway.App.Console.Earnings;

/// <summary>What the page says of a settled period, as figures.</summary>
/// <param name="Net">What the site earned: production less all charges; below zero it lost.</param>
/// <param name="Charges">The sum of all charges: positive = the site pays.</param>
/// <param name="Production">What production earned.</param>
/// <param name="Contracts">What was bought ahead and sold: positive = the site pays.</param>
/// <param name="PowerCredits">What was sold back above its price; within the charges.</param>
/// <param name="Energy">Metered.</param>
/// <param name="MeanPrice">What metered energy cost at the mean; null where nothing was metered.</param>
/// <param name="Settled">Settled intervals.</param>
/// <param name="Open">Open intervals.</param>
/// <param name="Unsettled">What take-or-pay of the open ones will cost.</param>
/// <param name="ByCharge">The charges.</param>
public sealed record MoneyFigures(
    Money Net,
    Money Charges,
    Money Production,
    Money Contracts,
    Money PowerCredits,
    MegawattHours Energy,
    EnergyPrice? MeanPrice,
    int Settled,
    int Open,
    Money Unsettled,
    ImmutableArray<ChargeTotal> ByCharge)
{
    /// <summary>How many open intervals are listed.</summary>
    public const int MostOpen = 50;

    /// <summary>The first open intervals.</summary>
    public ImmutableArray<MeteredInterval> OpenIntervals { get; init; } = [];

    /// <summary>Local days, where there are several.</summary>
    public ImmutableArray<DayTotal> Days { get; init; } = [];

    /// <summary>The figures of a period.</summary>
    /// <param name="settled">The period.</param>
    public static MoneyFigures Of(SettledPeriod settled)
    {
        ArgumentNullException.ThrowIfNull(settled);
        var statement = settled.Statement;
        var charges = ChargeTotal.Of(statement);
        var metered = charges.Where(static one => one.Charge == ChargeKind.EnergyRealTime).Sum(static one => one.Amount.Value);
        return new(
            settled.Range.Bridge.To,
            statement.Total,
            statement.Production,
            new(charges.Where(IsContract).Sum(static one => one.Amount.Value)),
            statement.PowerCredits,
            statement.Energy,
            statement.Energy.Value == 0m ? null : new(metered / statement.Energy.Value),
            statement.SettledIntervals,
            statement.OpenIntervals,
            statement.Unsettled,
            charges)
        {
            OpenIntervals = [.. settled.Range.Input.Intervals.Where(static interval => !interval.IsSettled).Take(MostOpen)],
            Days = settled.Period.IsDay ? [] : DayTotal.Of(settled.Range),
        };
    }

    private static bool IsContract(ChargeTotal charge) =>
        charge.Charge is ChargeKind.FixedBlock or ChargeKind.DayAhead or ChargeKind.AncillaryAward or ChargeKind.AncillaryImbalance or ChargeKind.EmergencyResponse;
}
