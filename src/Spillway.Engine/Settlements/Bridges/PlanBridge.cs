using System.Collections.Immutable;
using System.Globalization;
using Spillway.Engine.Settlements.Statements;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Bridges;

/// <summary>From what the desk planned when it decided each interval to what happened.</summary>
/// <remarks>It is about what a desk decides, the energy that is drawn: production less its real-time price. What was agreed
/// ahead is owed either way and stands in <see cref="AlwaysOnBridge"/>.</remarks>
public static class PlanBridge
{
    /// <summary>Compares plan and meter.</summary>
    /// <param name="input">What the statement was made from.</param>
    /// <param name="terms">Its terms, with the plans.</param>
    /// <returns>The comparison; null without a journal and where it planned none of the settled intervals.</returns>
    public static PlanComparison? Of(SettlementInput input, StatementTerms terms)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(terms);
        if (terms.Plans is not { } plans)
        {
            return null;
        }

        var sums = new Sums(terms);
        var unplanned = 0;
        foreach (var drawn in Production.Each(input, terms))
        {
            if (plans.PlanAt(drawn.Interval.Slot.Start) is { Expected: { } expected } plan)
            {
                sums.Take(drawn, plan, expected);
            }
            else
            {
                unplanned++;
            }
        }

        return sums.Intervals == 0 ? null : new(sums.Bridge(), sums.Intervals, unplanned);
    }

    /// <summary>The reasons as they add up; energy in MWh, the rest in the site's currency.</summary>
    private sealed class Sums(StatementTerms terms)
    {
        private decimal _planned;
        private decimal _plannedEnergy;
        private decimal _happened;
        private decimal _error;
        private (decimal Energy, decimal Money) _failed;
        private (decimal Energy, decimal Money) _late;
        private (decimal Energy, decimal Money) _ordered;
        private (decimal Energy, decimal Money) _restarts;

        public int Intervals { get; private set; }

        public void Take(DrawnInterval drawn, KnownPlan plan, EnergyPrice expected)
        {
            Intervals++;
            var start = drawn.Interval.Slot.Start;
            var price = drawn.Interval.Physical!.Value.Price.Value;
            var paid = terms.Hashprices?.At(start);
            for (var index = 0; index < drawn.Groups.Length; index++)
            {
                var load = terms.Site.Loads[index];
                var value = drawn.Groups[index].Worth.Value;
                var hoped = GroupWorth.Of(terms.Site, load, start, plan.Hashprice ?? paid).Value - expected.Value;
                var (planned, taken, lost) = (plan.Planned[index].Value, drawn.Groups[index].Energy.Value, drawn.Groups[index].Restart.Value);
                _plannedEnergy += planned;
                _planned += planned * hoped;
                _error += planned * (value - price - hoped);
                Deviation(taken - planned, value - price, plan.IsBound);
                _restarts = Plus(_restarts, lost, -lost * value);
                _happened += ((taken - lost) * value) - (taken * price);
            }
        }

        public Bridge Bridge()
        {
            var parts = ImmutableArray.CreateBuilder<BridgePart>();
            Add(parts, BridgePartKind.RestartLosses, _restarts, "drawn by restarting machines");
            parts.Add(new(BridgePartKind.ForecastError, new(_error), Text(
                $"{_plannedEnergy:#,0.###} MWh planned, at the prices that came instead of those expected.")));
            Add(parts, BridgePartKind.MachineFailures, _failed, "less drawn than planned");
            Add(parts, BridgePartKind.LateResponse, _late, "more drawn than planned");
            Add(parts, BridgePartKind.OperatorHolds, _ordered, "other than planned while an order held");
            return Bridges.Bridge.ToTheCent(new(_planned), parts.DrainToImmutable(), new(_happened), BridgePartKind.ForecastError);
        }

        // An order is the reason of every deviation of its interval: what it would have been without is not known.
        private void Deviation(decimal energy, decimal margin, bool isBound)
        {
            if (isBound)
            {
                _ordered = Plus(_ordered, energy, energy * margin);
            }
            else if (energy < 0m)
            {
                _failed = Plus(_failed, energy, energy * margin);
            }
            else
            {
                _late = Plus(_late, energy, energy * margin);
            }
        }

        private static (decimal Energy, decimal Money) Plus((decimal Energy, decimal Money) sum, decimal energy, decimal money) =>
            (sum.Energy + energy, sum.Money + money);

        private static void Add(ImmutableArray<BridgePart>.Builder parts, BridgePartKind kind, (decimal Energy, decimal Money) sum, string what)
        {
            if (sum != default)
            {
                parts.Add(new(kind, new(sum.Money), Text($"{Math.Abs(sum.Energy):#,0.###} MWh {what}.")));
            }
        }

        private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
    }
}
