using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>How far the site may move in this pass. Falls that grid, stop or programme order are free; all other moves keep
/// ramp and largest step, and nothing rises above what the ceiling leaves over the worst that may still be drawn.</summary>
internal sealed class Governor
{
    private static readonly Megawatts _boundless = new(1_000_000_000m);

    private readonly bool _isSaving;
    private Megawatts _aboveFloor;
    private Megawatts _room;
    private Megawatts _reserve;

    public Governor(Census census, Arbitration arbitration)
    {
        var (plant, state) = (census.Plant, census.State);
        var limits = plant.Site.Limits;
        var (stepUp, stepDown) = StepRoom(plant.Rules.LargestStep, state, census.Expected);
        var room = arbitration.Bounds.Ceiling - census.Worst;
        var isPassDue = state.RaisedAt is not { } raised || state.Now - raised >= plant.Rules.PassPeriod;
        _room = isPassDue ? Megawatts.Min(room, stepUp) : Megawatts.Zero;
        _reserve = state.Ramp.Reserve;
        _isSaving = limits.RampUpPerMinute is not null && _reserve < WaitingFeed.Power(plant, state);
        Rise = limits.RampUpPerMinute is null ? _boundless : state.Ramp.Rise;
        Free = census.Expected - arbitration.FreeFallTo;
        FreeCause = arbitration.CeilingCause();

        // What nobody above asks for may not take the site below a floor, not even until other machines have come up instead.
        _aboveFloor = arbitration.Bounds.FloorBy is null ? _boundless : census.Expected - arbitration.Bounds.Floor;
        Fall = Megawatts.Min(stepDown, limits.RampDownPerMinute is null ? _boundless : state.Ramp.Fall);
    }

    /// <summary>The MW that the ramp lets come on, a feed's reserve aside.</summary>
    public Megawatts Rise { get; private set; }

    /// <summary>The MW that must come off whatever the ramp says.</summary>
    public Megawatts Free { get; private set; }

    /// <summary>Why they must.</summary>
    public Cause FreeCause { get; }

    /// <summary>The MW that the ramp lets come off besides.</summary>
    public Megawatts Fall { get; private set; }

    /// <summary>How many of some machines, one after the other, have to be stopped whatever ramp and canaries say.</summary>
    /// <param name="falls">What each takes off.</param>
    public int Forced(ReadOnlySpan<Megawatts> falls)
    {
        var (left, forced) = (Free, 0);
        for (var index = 0; index < falls.Length && left > Megawatts.Zero; index++)
        {
            if (falls[index] > Megawatts.Zero)
            {
                (left, forced) = (left - falls[index], index + 1);
            }
        }

        return forced;
    }

    /// <summary>How many of some machines, one after the other, may be stopped; they are taken off the allowance. None goes before one
    /// that stands ahead of it.</summary>
    /// <param name="falls">What each takes off.</param>
    public int TakeFalls(ReadOnlySpan<Megawatts> falls)
    {
        var taken = 0;
        while (taken < falls.Length && TakeFall(falls[taken]))
        {
            taken++;
        }

        return taken;
    }

    /// <summary>Whether a machine may take so much off; it is taken off the allowance, what must come off first.</summary>
    public bool TakeFall(Megawatts fall)
    {
        if (fall <= Megawatts.Zero)
        {
            return true;
        }

        if (Free > Megawatts.Zero)
        {
            Free -= fall;
        }
        else if (fall <= Fall && fall <= _aboveFloor)
        {
            Fall -= fall;
        }
        else
        {
            return false;
        }

        _aboveFloor -= fall;
        return true;
    }

    /// <summary>How many machines may be started of those that shall; they are taken off the allowance.</summary>
    public int TakeRise(int wanted, Megawatts each)
    {
        if (each <= Megawatts.Zero)
        {
            return wanted;
        }

        var taken = (int)Math.Min(wanted, Math.Max(0m, Math.Floor(Megawatts.Min(Rise, _room).Value / each.Value)));
        Rise -= each * taken;
        _room -= each * taken;
        return taken;
    }

    /// <summary>Whether a marked machine may be tried again: it would take for ever what a feed that waits has to save. What it draws beyond
    /// now is taken off the allowance.</summary>
    public bool TakeTrial(Megawatts rise) => !_isSaving && TakeRise(1, rise) > 0;

    /// <summary>Whether a feed may be opened that takes off what belongs to machines that should run, without going below a floor; it
    /// is taken off the allowance.</summary>
    public bool TakeOpening(Megawatts wanted)
    {
        if (wanted > Megawatts.Zero && wanted > _aboveFloor)
        {
            return false;
        }

        _aboveFloor -= wanted;
        return true;
    }

    /// <summary>Whether a feed may be closed with all that comes with it; it is taken off the allowance.</summary>
    public bool TakeFeed(Megawatts power)
    {
        if (power > _room || power > Rise + _reserve)
        {
            return false;
        }

        var byRise = Megawatts.Min(power, Rise);
        Rise -= byRise;
        _reserve -= power - byRise;
        _room -= power;
        return true;
    }

    // A window that slides: at no time has the site moved further within it than the largest step.
    private static (Megawatts Up, Megawatts Down) StepRoom(PowerStep? step, ControlState state, Megawatts expected)
    {
        if (step is null)
        {
            return (_boundless, _boundless);
        }

        var (least, most) = Range(state.Trace, state.Now - step.Within, expected);
        return (step.Power - (expected - least), step.Power - (most - expected));
    }

    private static (Megawatts Least, Megawatts Most) Range(ImmutableArray<PowerTrace> trace, Instant from, Megawatts expected)
    {
        var (least, most) = (expected, expected);
        for (var index = 0; index < trace.Length; index++)
        {
            // A level holds until the next one is sent. That may be as late as the pass after it: the journal may be waited for.
            var isInside = index + 2 >= trace.Length || trace[index + 2].At > from;
            if (isInside)
            {
                least = Megawatts.Min(least, trace[index].Expected);
                most = most < trace[index].Expected ? trace[index].Expected : most;
            }
        }

        return (least, most);
    }
}
