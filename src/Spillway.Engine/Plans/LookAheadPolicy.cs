using System.Collections.Immutable;
using Spillway.Engine.Forecasts;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Plans;

/// <summary>Decides under restart cost from what was learned of past prices: stay on while running is expected to gain,
/// start when the gain is expected to pay for the start.</summary>
/// <remarks>Each step up a group's ladder of modes is a question of its own, at that step's worth; only the first one
/// costs a start. Without a model it decides as strike does, and so it loses nothing to it.</remarks>
public sealed class LookAheadPolicy : IPolicy
{
    private const int WarmDays = 365;
    private readonly LookAheadSetup _setup;
    private readonly LookAheadMemory _initial;

    /// <summary>Makes the policy.</summary>
    /// <param name="name">The full text it was asked for by.</param>
    /// <param name="setup">What was learned beforehand.</param>
    /// <param name="known">The prices known before the first interval; its bands warm up on the last year of them.</param>
    public LookAheadPolicy(string name, LookAheadSetup setup, PriceHistory known)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(known);
        Name = name;
        _setup = setup;
        var slotsPerDay = CalendarSlot.PerDay(setup.Interval);
        var first = Math.Max(0, known.Count - (WarmDays * slotsPerDay));
        _initial = Observed(new(PriceBands.Start(slotsPerDay), first, PublicationBook.Empty), known);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public PolicyMemory? InitialMemory => _initial;

    /// <inheritdoc/>
    public PolicyAnswer Choose(PolicyMemory? memory, PolicyQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        Invariant.Holds(memory is LookAheadMemory);
        var observed = Observed((LookAheadMemory)memory, question.Prices);
        if (_setup.KnowsPublications)
        {
            observed = observed with { Book = observed.Book.With(question.Frame.Publications) };
        }

        var outlook = new Outlook(question, _setup, observed);
        var plan = ImmutableArray.CreateBuilder<PlannedMode>(question.Site.Loads.Length);
        for (var index = 0; index < question.Site.Loads.Length; index++)
        {
            var group = question.Site.Loads[index];
            plan.Add(question.IsFirst || _setup.Models.IsEmpty || question.Prices.Count == 0
                ? StrikePolicy.Plan(group, question)
                : Plan(group, question.Groups[index], question, outlook));
        }

        return new(observed, plan.MoveToImmutable(), outlook.Bands);
    }

    private PlannedMode Plan(LoadGroup group, GroupState before, PolicyQuestion question, Outlook outlook)
    {
        var ladder = ModeLadder.Of(group, question.Frame.DecisionHashprice);
        var first = ladder[0];
        var isOn = before.ModeIndex != LoadGroup.OffIndex;
        var cost = StartCost.Of(group, first, _setup.Interval);
        var left = isOn ? RestartLeft(before) : cost;
        var gain = outlook.Advantage(first.Worth, cost);
        if (gain <= left)
        {
            var waits = !isOn && gain > 0.0;
            return new(group.Id, LoadGroup.OffIndex, 0, outlook.Reason(
                waits ? ReasonCode.RestartNotYetPaid : ReasonCode.ExpectedLoss, first.Worth));
        }

        var top = first;
        foreach (var step in ladder.AsSpan()[1..])
        {
            if (outlook.Advantage(step.Worth, 0.0) <= 0.0)
            {
                break;
            }

            top = step;
        }

        // Below its worth a machine runs for the gain; above it only because a stop would have to be paid for.
        var through = isOn && (question.Prices.Newest >= first.Worth || outlook.IsAbove(first.Worth));
        return new(group.Id, top.ToModeIndex, group.Machines, outlook.Reason(
            through ? ReasonCode.RestartCostsMore : ReasonCode.ExpectedGain, top.Worth));
    }

    // A restart under way has cost part of its price already; what is left of it is what stopping would save.
    private double RestartLeft(GroupState before)
    {
        var left = Minutes.Zero;
        foreach (var cohort in before.Cohorts)
        {
            left = cohort.IsRunning && cohort.RestartLeft > left ? cohort.RestartLeft : left;
        }

        return left == Minutes.Zero ? 0.0 : (double)left.Value / _setup.Interval.TotalMinutes;
    }

    private LookAheadMemory Observed(LookAheadMemory memory, PriceHistory prices)
    {
        for (var index = memory.Taken; index < prices.Count; index++)
        {
            var slot = CalendarSlot.Of(prices.Start(index), _setup.Zone, _setup.Interval).Slot;
            memory = memory with { Bands = memory.Bands.With(prices.Price(index), slot), Taken = index + 1 };
        }

        return memory;
    }
}
