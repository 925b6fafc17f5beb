using NodaTime;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>How many MW the ramps let the site rise and fall now: they come in with time, at most what one pass or one machine needs,
/// and go with commands.</summary>
/// <param name="Rise">Left to rise; not used where the site has no ramp up.</param>
/// <param name="Fall">Left to fall; not used where the site has no ramp down.</param>
/// <param name="Reserve">What was not used to rise while a feed waits to be closed, which cannot be parted: only a feed may take
/// of it, and then nothing is left.</param>
public readonly record struct RampTokens(Megawatts Rise, Megawatts Fall, Megawatts Reserve)
{
    /// <summary>The tokens after some time.</summary>
    internal RampTokens After(Plant plant, Duration passed, Megawatts waitingFeed)
    {
        // After a standstill of the desk what was not used is lost, or the site would move twice as far in the next minute.
        var limits = plant.Site.Limits;
        passed = Duration.Min(passed, plant.Rules.Staleness.ClockStep);
        var (rise, over) = Filled(Rise, limits.RampUpPerMinute, passed, plant.LargestMachine);
        var (fall, _) = Filled(Fall, limits.RampDownPerMinute, passed, plant.LargestMachine);
        return new(rise, fall, Megawatts.Min(Reserve + over, waitingFeed));
    }

    /// <summary>The tokens after the site was told to change its power.</summary>
    internal RampTokens Spend(Megawatts rise, Megawatts fall) =>
        new(Left(Rise, rise), Left(Fall, fall), rise > Rise ? Megawatts.Zero : Reserve);

    /// <summary>How far a ramp goes in some time.</summary>
    internal static Megawatts Over(Megawatts perMinute, Duration time) =>
        new(perMinute.Value * time.BclCompatibleTicks / NodaConstants.TicksPerMinute);

    private static (Megawatts Left, Megawatts Over) Filled(Megawatts left, Megawatts? perMinute, Duration passed, Megawatts largest)
    {
        if (perMinute is not { } rate)
        {
            return (Megawatts.Zero, Megawatts.Zero);
        }

        var fresh = Over(rate, passed);
        var most = fresh < largest ? largest : fresh;
        var filled = Megawatts.Min(left + fresh, most);
        return (filled, left + fresh - filled);
    }

    private static Megawatts Left(Megawatts left, Megawatts spent) => spent >= left ? Megawatts.Zero : left - spent;
}
