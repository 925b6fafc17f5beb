using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.Engine.Settlements.Reconciliations;

/// <summary>Asks of one place why the papers differ: the causes in order, the surest first, each with its numbers.</summary>
internal static class Explanation
{
    private const decimal Cent = 0.01m;
    private const decimal HalfCent = 0.005m;
    private static readonly Duration ClockStep = Duration.FromHours(1);
    private static readonly Duration ClockChangeDay = Duration.FromHours(25);

    /// <summary>Explains a place that differs.</summary>
    /// <param name="place">The place.</param>
    /// <param name="lines">All our lines of the scope, ascending.</param>
    /// <param name="habits">What the bill does alike in the scope.</param>
    /// <param name="causes">What is known beside the papers.</param>
    /// <returns>The variance with its class.</returns>
    public static Variance Of(BilledPlace place, ImmutableArray<StatementLine> lines, ScopeHabits habits, KnownCauses causes)
    {
        var (found, because) = (
            OneSided(place, causes)
            ?? Rounded(place)
            ?? Turned(place)
            ?? Shifted(place, lines, causes)
            ?? OtherQuantity(place, habits, causes)
            ?? OtherPrice(place, habits, causes)
            ?? AmountAlone(place, habits, causes)
            ?? Because(VarianceClass.Unknown, $"The bill asks {place.Ours.Value + place.Difference.Value:0.00##}, we say {place.Ours.Value:0.00##}, and quantity and price do not tell why."))!.Value;
        return new(found, place.Span, place.Scope, place.Billed, place.Lines, because);
    }

    private static (VarianceClass, Wording)? OneSided(BilledPlace place, KnownCauses causes)
    {
        if (place.Lines.IsEmpty)
        {
            return IsAtClockChange(place.Span.Start, causes) && !causes.Open.Contains(place.Span.Start)
                ? Because(VarianceClass.DaylightSaving, $"The bill has a line in the hour the clocks change and we have none.")
                : Because(VarianceClass.NotOurs, $"The bill has a line and we have none: the interval is open here, or the charge was not agreed.");
        }

        if (place.Billed.IsEmpty)
        {
            return IsAtClockChange(place.Span.Start, causes)
                ? Because(VarianceClass.DaylightSaving, $"The bill has no line in the hour the clocks change.")
                : Because(VarianceClass.MissingInterval, $"The bill has no line for this interval.");
        }

        return null;
    }

    private static (VarianceClass, Wording)? Rounded(BilledPlace place)
    {
        // A bill may cut off where we round: a whole cent a line of its own, half a cent a line of ours.
        var most = (Cent * place.Billed.Length) + (HalfCent * place.Lines.Length);
        return Math.Abs(place.Difference.Value) <= most && SameQuantity(place) != false && SamePrice(place) != false
            ? Because(VarianceClass.Rounding, $"{place.Difference.Value:0.00####} on {place.Billed.Length + place.Lines.Length} lines is rounding.")
            : null;
    }

    private static (VarianceClass, Wording)? Turned(BilledPlace place) =>
        Math.Abs((2m * place.Ours.Value) + place.Difference.Value) <= place.Scope.Tolerance.Value
            ? Because(VarianceClass.Sign, $"The bill has {-place.Ours.Value:0.00##} where we have {place.Ours.Value:0.00##}: the sign is turned.")
            : null;

    private static (VarianceClass, Wording)? Shifted(BilledPlace place, ImmutableArray<StatementLine> lines, KnownCauses causes)
    {
        if (!causes.ClockChanges.Any(change => Abs(place.Span.Start - change) <= ClockChangeDay))
        {
            return null;
        }

        foreach (var shift in new[] { ClockStep, -ClockStep })
        {
            var there = lines.Where(line => line.Span.Start - shift >= place.Span.Start && line.Span.Start - shift < place.Span.End).ToList();
            if (there.Count > 0 && Matches(place, there) && IsTelling(place, there, lines))
            {
                return shift > Duration.Zero
                    ? Because(VarianceClass.DaylightSaving, $"The bill has here what belongs an hour later: the clocks change on this day.")
                    : Because(VarianceClass.DaylightSaving, $"The bill has here what belongs an hour earlier: the clocks change on this day.");
            }
        }

        return null;
    }

    private static bool Matches(BilledPlace place, List<StatementLine> there) =>
        Math.Abs(place.Ours.Value + place.Difference.Value - there.Sum(line => line.Amount.Value)) <= place.Scope.Tolerance.Value
        || (place.BilledQuantity is { } quantity && SameQuantity(place) == false
            && Math.Abs(Math.Abs(quantity) - Math.Abs(there.Sum(line => line.Quantity))) <= BilledPlace.QuantityStep);

    // At one price a quantity proves a shift only where no other hour of the day has it too: a flat load is the same in every hour.
    private static bool IsTelling(BilledPlace place, List<StatementLine> there, ImmutableArray<StatementLine> lines) =>
        SamePrice(place) != true
        || lines.Count(line => Abs(line.Span.Start - place.Span.Start) <= ClockChangeDay && there.Exists(one => Math.Abs(one.Quantity - line.Quantity) <= BilledPlace.QuantityStep)) == there.Count;

    private static (VarianceClass, Wording)? OtherQuantity(BilledPlace place, ScopeHabits habits, KnownCauses causes)
    {
        if (SameQuantity(place) != false || SamePrice(place) == false)
        {
            return null;
        }

        var (theirs, ours) = (Math.Abs(place.BilledQuantity!.Value), Math.Abs(place.Quantity!.Value));
        var isLoss = place.Scope.Component == LineComponent.Losses || (ours != 0m && habits.IsFactor(theirs / ours, causes.LossFactors));
        return isLoss
            ? Because(VarianceClass.LossFactor, $"The bill counts {theirs:0.###} and we {ours:0.###}, a factor of {(ours == 0m ? 0m : theirs / ours):0.0000}.")
            : Because(VarianceClass.Volume, $"The bill counts {theirs:0.###} and we {ours:0.###}.");
    }

    private static (VarianceClass, Wording)? OtherPrice(BilledPlace place, ScopeHabits habits, KnownCauses causes)
    {
        if (SamePrice(place) != false || SameQuantity(place) == false)
        {
            return null;
        }

        var (theirs, ours) = (place.BilledPrice!.Value, place.Price!.Value);
        if (IsAdder(place.Scope) || (habits.PriceStep is { } step && Math.Abs(theirs - ours - step) <= BilledPlace.QuantityStep))
        {
            return Because(VarianceClass.Adder, $"The bill prices at {theirs:0.####} and we at {ours:0.####}: {theirs - ours:+0.####;-0.####} on top.");
        }

        var published = Others(place, causes).Any(price => price == theirs);
        return published
            ? Because(VarianceClass.PriceRevision, $"The bill prices at {theirs:0.####}, a price that was published for this interval and does not stand; {ours:0.####} does.")
            : Because(VarianceClass.PriceRevision, $"The bill prices at {theirs:0.####}; the price that stands is {ours:0.####}.");
    }

    // A bill of amounts alone does not say which of the two it changed; only what is known beside it can.
    private static (VarianceClass, Wording)? AmountAlone(BilledPlace place, ScopeHabits habits, KnownCauses causes)
    {
        if (place.BilledQuantity is not null && place.BilledPrice is not null)
        {
            return null;
        }

        var billed = place.Ours.Value + place.Difference.Value;
        if (Others(place, causes).Any(price => Math.Abs(At(place, price) - billed) <= place.Scope.Tolerance.Value))
        {
            return Because(VarianceClass.PriceRevision, $"{billed:0.00##} is our quantity at a price that was published for this interval and does not stand.");
        }

        if (ScopeHabits.RatioOf(place) is { } ratio && habits.IsFactor(ratio, causes.LossFactors))
        {
            return Because(VarianceClass.LossFactor, $"The bill's amount is {ratio:0.0000} times ours.");
        }

        if (ScopeHabits.StepOf(place) is { } step && (IsAdder(place.Scope) || (habits.PriceStep is { } habit && Math.Abs(step - habit) <= BilledPlace.QuantityStep)))
        {
            return Because(VarianceClass.Adder, $"The bill's amount is {step:+0.####;-0.####} a unit above ours.");
        }

        return null;
    }

    private static IEnumerable<decimal> Others(BilledPlace place, KnownCauses causes) =>
        causes.OtherPrices.TryGetValue(place.Span.Start, out var prices) ? prices.Select(price => price.Value) : [];

    // What the place would come to had the market published another price; what a clause prices itself stays.
    private static decimal At(BilledPlace place, decimal price) =>
        place.Lines.Sum(line => line.Basis.Price is { Source: >= 0 } ? line.Quantity * price : line.Amount.Value);

    private static bool IsAdder(BillScope scope) =>
        scope.Component == LineComponent.Adder || (scope.Charge == ChargeKind.RetailAdder && scope.Component is null or LineComponent.Fee);

    private static bool? SameQuantity(BilledPlace place) =>
        (place.BilledQuantity, place.Quantity) is ({ } theirs, { } ours) ? Math.Abs(Math.Abs(theirs) - Math.Abs(ours)) <= BilledPlace.QuantityStep / 2 : null;

    private static bool? SamePrice(BilledPlace place) =>
        (place.BilledPrice, place.Price) is ({ } theirs, { } ours) ? theirs == ours : null;

    private static bool IsAtClockChange(Instant start, KnownCauses causes) =>
        causes.ClockChanges.Any(change => start >= change - ClockStep && start < change + ClockStep);

    private static Duration Abs(Duration duration) => duration < Duration.Zero ? -duration : duration;

    private static (VarianceClass, Wording)? Because(VarianceClass found, Wording because) => (found, because);
}
