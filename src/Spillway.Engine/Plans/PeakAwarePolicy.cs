using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Forecasts;
using Spillway.Engine.Forecasts.CoincidentPeaks;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Plans;

/// <summary>Another policy that also weighs what a month's coincident peak would cost: to the newest known price it adds
/// the yearly rate times the chance that the interval is the peak, and stops what that price makes run at a loss.</summary>
/// <remarks>A MW held off through an interval of h hours saves p × rate ÷ 4 peaks and forgoes h MWh; in a quarter hour
/// that is p × rate per MWh. What the other policy stops stays stopped. Without load it changes nothing.</remarks>
public sealed class PeakAwarePolicy : IPolicy
{
    private const string LoadPoint = "ERCOT";
    private const int CentDigits = 2;
    private static readonly Duration _quarter = Duration.FromMinutes(15);
    private readonly IPolicy _inner;
    private readonly YearlyCapacityPrice _rate;
    private readonly DateTimeZone _zone;
    private readonly PublicationBook _known;

    /// <summary>Makes the policy.</summary>
    /// <param name="inner">The policy that decides otherwise.</param>
    /// <param name="rate">What a MW at all peaks costs in a year.</param>
    /// <param name="zone">The market's time zone.</param>
    /// <param name="known">What was published before the first interval.</param>
    public PeakAwarePolicy(IPolicy inner, YearlyCapacityPrice rate, DateTimeZone zone, PublicationBook known)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentNullException.ThrowIfNull(zone);
        ArgumentNullException.ThrowIfNull(known);
        (_inner, _rate, _zone, _known) = (inner, rate, zone, known);
    }

    /// <inheritdoc/>
    public string Name => _inner.Name;

    /// <inheritdoc/>
    public PolicyMemory? InitialMemory => new PeakMemory(_inner.InitialMemory, _known, null);

    /// <inheritdoc/>
    public PolicyAnswer Choose(PolicyMemory? memory, PolicyQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        Invariant.Holds(memory is PeakMemory);
        var before = (PeakMemory)memory;
        var book = before.Book.With([.. question.Frame.Publications.Where(one => one.Kind == PublicationKind.SystemLoad)], question.Slot.Start);
        var estimator = before.Estimator is { } known && known.IsOf(book, LoadPoint)
            ? known
            : new PeakEstimator(book, LoadPoint, _zone, PeakSettings.Frozen.Months, PeakSettings.Frozen);
        var answer = _inner.Choose(before.Inner, question);
        var after = new PeakMemory(answer.Memory, book, estimator);
        if (question.IsFirst || question.Prices.Newest is not { } newest || Adder(estimator, question.Slot) is not { Value: > 0m } adder)
        {
            return answer with { Memory = after };
        }

        var plan = ImmutableArray.CreateBuilder<PlannedMode>(answer.Plan.Length);
        for (var index = 0; index < answer.Plan.Length; index++)
        {
            // Under a block that is sold back below the market's price, stopping brings that much less.
            var reason = answer.Plan[index].Reason;
            var price = reason is { Code: ReasonCode.SellBackSpread, Expected: { } sold } ? sold : newest;
            plan.Add(Weighed(question, question.Site.Loads[index], answer.Plan[index], price + adder));
        }

        return answer with { Memory = after, Plan = plan.MoveToImmutable() };
    }

    // A longer interval holds several quarter hours, a shorter one a part of one.
    private EnergyPrice Adder(PeakEstimator estimator, Slot slot)
    {
        var (sum, count) = (0.0, 0);
        for (var start = slot.Start; start < slot.End; start += _quarter)
        {
            sum += estimator.At(start, slot.Start).Probability;
            count++;
        }

        return new(decimal.Round((decimal)(sum / count) * _rate.Value, CentDigits));
    }

    private static PlannedMode Weighed(PolicyQuestion question, LoadGroup group, PlannedMode planned, EnergyPrice dear)
    {
        var hashprice = question.Frame.DecisionHashprice;
        if (planned.ModeIndex == LoadGroup.OffIndex
            || ModeChoice.Best(group, dear, hashprice) is var best && group.PowerPerMachine(best) >= group.PowerPerMachine(planned.ModeIndex))
        {
            return planned;
        }

        var reason = new Reason(
            ReasonCode.CoincidentPeak,
            question.Prices.Newest,
            group.Breakeven(planned.ModeIndex, hashprice),
            dear,
            FollowsFrom: question.Prices.NewestStart);
        return new(group.Id, best, best == LoadGroup.OffIndex ? 0 : group.Machines, reason);
    }

    private sealed record PeakMemory(PolicyMemory? Inner, PublicationBook Book, PeakEstimator? Estimator) : PolicyMemory;
}
