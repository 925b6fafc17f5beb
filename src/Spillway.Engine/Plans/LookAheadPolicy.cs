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
public sealed class LookAheadPolicy : IStays
{
    private const int WarmDays = 365;
    private readonly LookAheadSetup _setup;
    private readonly LookAheadMemory _initial;

    /// <summary>Makes the policy.</summary>
    /// <param name="name">The full text it was asked for by.</param>
    /// <param name="setup">What was learned beforehand.</param>
    /// <param name="known">The prices known before the first interval; its bands warm up on the last year of them.</param>
    public LookAheadPolicy(string name, LookAheadSetup setup, PriceHistory known)
        : this(name, setup, known, PublicationBook.Empty)
    {
    }

    /// <summary>Makes the policy where something was published before the first interval.</summary>
    /// <param name="name">The full text it was asked for by.</param>
    /// <param name="setup">What was learned beforehand.</param>
    /// <param name="known">The prices known before the first interval.</param>
    /// <param name="published">What was published before it.</param>
    public LookAheadPolicy(string name, LookAheadSetup setup, PriceHistory known, PublicationBook published)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(published);
        Name = name;
        _setup = setup;
        var slotsPerDay = CalendarSlot.PerDay(setup.Interval);
        var first = Math.Max(0, known.Count - (WarmDays * slotsPerDay));
        _initial = Observed(new(PriceBands.Start(slotsPerDay), first, published, null), known);
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
            observed = observed with { Book = observed.Book.With(question.Frame.Publications, question.Slot.Start) };
        }

        if (!question.Frame.Held.IsEmpty)
        {
            observed = observed with { IsHeld = true };
        }

        var isBlind = question.IsFirst || _setup.Models.IsEmpty || question.Prices.Count == 0;
        if (!isBlind && (observed.Ladders is null || observed.Ladders.Hashprice != question.Frame.DecisionHashprice))
        {
            observed = observed with { Ladders = GroupLadders.Of(question.Site, question.Frame.DecisionHashprice, _setup) };
        }

        var outlook = new Outlook(question, _setup, observed);
        var plan = ImmutableArray.CreateBuilder<PlannedMode>(question.Site.Loads.Length);
        for (var index = 0; index < question.Site.Loads.Length; index++)
        {
            plan.Add(isBlind
                ? StrikePolicy.Plan(question.Site.Loads[index], question)
                : Plan(question, index, observed.Ladders!.Groups[index], outlook));
        }

        return new(observed, plan.MoveToImmutable(), outlook.Bands);
    }

    /// <inheritdoc/>
    /// <remarks>Prices that are all lower by an amount are to a machine what a worth higher by it is.</remarks>
    public bool Stays(PolicyMemory? memory, PolicyQuestion question, int index, EnergyPrice cheaper)
    {
        ArgumentNullException.ThrowIfNull(question);
        Invariant.Holds(memory is LookAheadMemory);
        var observed = (LookAheadMemory)memory;
        if (_setup.Models.IsEmpty || observed.Ladders is not { } ladders)
        {
            return StrikePolicy.Stays(question.Site.Loads[index], question, cheaper);
        }

        var ladder = ladders.Groups[index];
        var gain = new Outlook(question, _setup, observed).Advantage(ladder.Steps[0].Worth + cheaper, ladder.StartCost, ladder.First);
        return gain > RestartLeft(question.Groups[index]);
    }

    private PlannedMode Plan(PolicyQuestion question, int index, GroupLadder ladder, Outlook outlook)
    {
        var group = question.Site.Loads[index];
        var before = question.Groups[index];
        var first = ladder.Steps[0];
        var isOn = before.ModeIndex != LoadGroup.OffIndex;
        var left = isOn ? RestartLeft(before) : ladder.StartCost;
        var gain = outlook.Advantage(first.Worth, ladder.StartCost, ladder.First);
        if (gain <= left)
        {
            var waits = !isOn && gain > 0.0;
            return new(group.Id, LoadGroup.OffIndex, 0, outlook.Reason(
                waits ? ReasonCode.RestartNotYetPaid : ReasonCode.ExpectedLoss, first.Worth));
        }

        // Machines that run because somebody holds them are no reason to start the others of their group.
        var machines = isOn && outlook.IsHeld && gain <= ladder.StartCost ? before.Running : group.Machines;
        var top = first;
        foreach (var step in ladder.Steps.AsSpan()[1..])
        {
            if (outlook.Advantage(step.Worth, 0.0, ladder.Further) <= 0.0)
            {
                break;
            }

            top = step;
        }

        // Below its worth a machine runs for the gain; above it only because a stop would have to be paid for.
        var through = isOn && (question.Prices.Newest >= first.Worth || outlook.IsAbove(first.Worth));
        return new(group.Id, top.ToModeIndex, machines, outlook.Reason(
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
