using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Plans;

/// <summary>The strike rule with a price of its own, a restart price, a minimum off time and running hours.</summary>
public sealed class StrikeVariantPolicy : IStays
{
    private readonly StrikeVariant _variant;

    /// <summary>Makes the policy.</summary>
    /// <param name="name">The full text it was asked for by.</param>
    /// <param name="variant">What differs from plain strike.</param>
    public StrikeVariantPolicy(string name, StrikeVariant variant)
    {
        ArgumentNullException.ThrowIfNull(variant);
        Invariant.Holds(variant.RunningHours.Length == 24);
        Name = name;
        _variant = variant;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public PolicyMemory? InitialMemory => new Stops([]);

    /// <inheritdoc/>
    public PolicyAnswer Choose(PolicyMemory? memory, PolicyQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        Invariant.Holds(memory is Stops);
        var before = ((Stops)memory).Since;
        var stops = ImmutableArray.CreateBuilder<Instant?>(question.Site.Loads.Length);
        var plan = ImmutableArray.CreateBuilder<PlannedMode>(question.Site.Loads.Length);
        for (var index = 0; index < question.Site.Loads.Length; index++)
        {
            var since = before.IsEmpty ? null : before[index];
            var planned = Plan(question.Site.Loads[index], since, question);
            plan.Add(planned);
            stops.Add(planned.ModeIndex == LoadGroup.OffIndex ? since ?? question.Slot.Start : null);
        }

        return new(new Stops(stops.MoveToImmutable()), plan.MoveToImmutable(), []);
    }

    /// <inheritdoc/>
    public bool Stays(PolicyMemory? memory, PolicyQuestion question, int index, EnergyPrice cheaper)
    {
        ArgumentNullException.ThrowIfNull(question);
        return question.Prices.Newest is { } newest
            && _variant.RunningHours[question.Slot.Start.InZone(_variant.Zone).Hour]
            && Wanted(question.Site.Loads[index], newest - cheaper, question).Mode != LoadGroup.OffIndex;
    }

    private PlannedMode Plan(LoadGroup group, Instant? stoppedAt, PolicyQuestion question)
    {
        if (question.IsFirst || question.Prices.Newest is not { } newest)
        {
            return new(group.Id, group.NormalModeIndex, group.Machines, new(ReasonCode.FirstInterval));
        }

        var (mode, worth) = Wanted(group, newest, question);
        var code = Held(newest, stoppedAt, question, worth, out var restart);
        if (code is null && mode != LoadGroup.OffIndex)
        {
            return new(group.Id, mode, group.Machines, Because(ReasonCode.PriceBelowValue, worth));
        }

        var why = mode == LoadGroup.OffIndex ? ReasonCode.PriceAboveValue : code!.Value;
        return new(group.Id, LoadGroup.OffIndex, 0, Because(why, why == ReasonCode.AboveRestartPrice ? restart : worth));

        Reason Because(ReasonCode reason, EnergyPrice at) => new(reason, newest, at, FollowsFrom: question.Prices.NewestStart);
    }

    private (int Mode, EnergyPrice Worth) Wanted(LoadGroup group, EnergyPrice newest, PolicyQuestion question)
    {
        var hashprice = question.Frame.DecisionHashprice;
        if (_variant.Price is { } own)
        {
            return (newest < own ? group.NormalModeIndex : LoadGroup.OffIndex, own);
        }

        var mode = ModeChoice.Best(group, newest, hashprice);
        return (mode, group.Breakeven(mode == LoadGroup.OffIndex ? group.NormalModeIndex : mode, hashprice));
    }

    // Why a group that the price would let run stays off; null where nothing holds it.
    private ReasonCode? Held(
        EnergyPrice newest, Instant? stoppedAt, PolicyQuestion question, EnergyPrice worth, out EnergyPrice restart)
    {
        restart = _variant.RestartPrice ?? worth;
        if (!_variant.RunningHours[question.Slot.Start.InZone(_variant.Zone).Hour])
        {
            return ReasonCode.OutsideWindow;
        }

        if (stoppedAt is not { } since)
        {
            return null;
        }

        if ((decimal)(question.Slot.Start - since).TotalMinutes < _variant.MinimumOff.Value)
        {
            return ReasonCode.MinimumOffTime;
        }

        return newest < restart ? null : ReasonCode.AboveRestartPrice;
    }

    private sealed record Stops(ImmutableArray<Instant?> Since) : PolicyMemory;
}
