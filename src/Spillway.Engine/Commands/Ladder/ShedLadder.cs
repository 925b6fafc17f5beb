using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Orders;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Engine.Commands.Ladder;

/// <summary>What the site can take off, how fast, by which way and at which value: always ready, so that an order never
/// waits for a calculation.</summary>
public sealed class ShedLadder
{
    private readonly Census _census;
    private readonly Plant _plant;
    private readonly ControlState _state;
    private readonly ImmutableArray<LadderRung> _firmware;
    private readonly ImmutableArray<LadderRung> _breakers;

    private ShedLadder(Census census)
    {
        _census = census;
        _plant = census.Plant;
        _state = census.State;
        _firmware = LadderRungs.Firmware(census);
        _breakers = LadderRungs.Breakers(census);
        LockedOut = LadderRungs.LockedOut(census, census.LockOuts);
    }

    /// <summary>Every way, from the least valuable group to the most, of equals from the least worn by a start to the most; machines
    /// first, then feeds.</summary>
    public ImmutableArray<LadderRung> Rungs => [.. _firmware, .. _breakers];

    /// <summary>What lock-outs keep out of reach, of what is drawn now.</summary>
    public Megawatts LockedOut { get; }

    /// <summary>Builds the ladder of a plant as it stands.</summary>
    /// <param name="plant">The plant.</param>
    /// <param name="state">What the desk remembers.</param>
    /// <returns>The ladder.</returns>
    public static ShedLadder Of(Plant plant, ControlState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return new(new(plant, state, new LockOuts(plant, state.Orders), tellsUnheard: true));
    }

    /// <summary>How much can be off by when: one entry for each time at which there is more, the shortest first.</summary>
    /// <returns>The steps, each counting everything up to its time; a machine counts once. Never more than the site draws: machines that are
    /// on their way down, or whose last answer is older than what the meter says, count for no more than what is left of them.</returns>
    public ImmutableArray<ShedStep> Steps()
    {
        var drawn = ReadBack.Of(_plant, _state).Power;
        var steps = ImmutableArray.CreateBuilder<ShedStep>();
        var last = Megawatts.Zero;
        foreach (var within in _firmware.Concat(_breakers).Select(static rung => rung.Within).Distinct().Order())
        {
            var reach = Reach(within);
            var power = reach < drawn ? reach : drawn;
            if (power > last)
            {
                steps.Add(new(within, power));
                last = power;
            }
        }

        return steps.ToImmutable();
    }

    /// <summary>What is promised about a ceiling.</summary>
    /// <param name="to">The ceiling.</param>
    /// <param name="within">The time there is.</param>
    /// <param name="rank">Who asks: what only an operator asks for keeps ramp and largest step, and opens no feed where there is one.</param>
    /// <returns>The promise.</returns>
    public Promise Promise(Megawatts to, Duration within, OrderRank rank)
    {
        var need = ReadBack.Of(_plant, _state).Power - to;
        if (need <= Megawatts.Zero)
        {
            return new(Megawatts.Zero, Duration.Zero, ShedPath.None, new(1m), Megawatts.Zero, LockedOut);
        }

        var draft = new PromiseDraft(need, within, _plant.Groups.Length);
        var lowered = Lowered(need, within);
        foreach (var rung in lowered)
        {
            draft.Lower(rung);
        }

        foreach (var rung in _firmware)
        {
            draft.Sleep(rung.Less(lowered), ShareWithin(rung, within));
        }

        var isGoverned = rank >= OrderRank.OperatorHold;
        if (!isGoverned || (_plant.Site.Limits.RampDownPerMinute is null && _plant.Rules.LargestStep is null))
        {
            foreach (var rung in _breakers)
            {
                draft.Open(rung, _plant.Rules.BreakerMargin);
            }
        }

        if (isGoverned && _plant.Site.Limits.RampDownPerMinute is { } ramp)
        {
            draft.KeepRamp(ramp);
        }

        if (isGoverned && _plant.Rules.LargestStep is { } step)
        {
            draft.KeepStep(step);
        }

        return draft.ToPromise(LockedOut);
    }

    /// <summary>What an order asks for beyond all that is drawn: nobody can take it off.</summary>
    /// <param name="order">The order.</param>
    /// <returns>The MW; zero for every order but a reduction by more than the site draws.</returns>
    public Megawatts Beyond(Order order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var drawn = ReadBack.Of(_plant, _state).Power;
        return order is not { Kind: OrderKind.Reduction, Power: { } by } || by <= drawn ? Megawatts.Zero
            : drawn > Megawatts.Zero ? by - drawn
            : by;
    }

    /// <summary>The groups that go over to a lower mode for a ceiling, where that costs less than sleep and there is time for it.</summary>
    /// <param name="need">What has to come off.</param>
    /// <param name="within">The time there is.</param>
    /// <returns>A rung for each of them.</returns>
    public ImmutableArray<LadderRung> Lowered(Megawatts need, Duration within) => LadderRungs.Lowered(_census, need, within);

    /// <summary>How machines of a group that are told to sleep follow when nobody hurries them.</summary>
    /// <param name="group">The group.</param>
    /// <returns>How long it takes, which share follows in the end, and how sure that is.</returns>
    internal (Duration Within, double Share, Ratio Confidence) Sleep(int group)
    {
        var response = _state.Responses[group];
        return (LadderRungs.Within(_plant, group, response), response.Events == 0 ? 1 : response.Shares[^1], LadderRungs.Confidence(response));
    }

    // What was learnt stands for the next longer time only once that is over.
    private double ShareWithin(LadderRung rung, Duration within)
    {
        var response = _state.Responses[rung.Group];
        if (response.Events == 0)
        {
            return within >= _plant.Groups[rung.Group].Abilities.SleepWithin ? 1 : 0;
        }

        var share = 0.0;
        for (var index = 0; index < response.Shares.Length && GroupResponse.Horizons[index] <= within; index++)
        {
            share = response.Shares[index];
        }

        return share;
    }

    private Megawatts Reach(Duration within)
    {
        var ofGroup = new (Megawatts Asleep, Megawatts Parted)[_plant.Groups.Length];
        foreach (var rung in _firmware)
        {
            ofGroup[rung.Group].Asleep = rung.Within <= within ? rung.Power : Megawatts.Zero;
        }

        foreach (var rung in _breakers)
        {
            ofGroup[rung.Group].Parted += rung.Within <= within ? rung.Power : Megawatts.Zero;
        }

        var power = Megawatts.Zero;
        foreach (var (asleep, parted) in ofGroup)
        {
            power += asleep < parted ? parted : asleep;
        }

        return power;
    }

    internal static ShedLadder Of(Census census) => new(census);
}
