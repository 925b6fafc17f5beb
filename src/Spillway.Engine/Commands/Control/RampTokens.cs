using NodaTime;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>How many MW the ramps let the site rise and fall now: they come in with time, at most what one pass or one
/// indivisible step needs, and go with commands.</summary>
/// <param name="Rise">Left to rise; not used where the site has no ramp up.</param>
/// <param name="Fall">Left to fall; not used where the site has no ramp down.</param>
public readonly record struct RampTokens(Megawatts Rise, Megawatts Fall)
{
    /// <summary>The tokens after some time.</summary>
    internal RampTokens After(Plant plant, Duration passed, Megawatts largestStart)
    {
        var limits = plant.Site.Limits;
        return new(
            Filled(Rise, limits.RampUpPerMinute, passed, largestStart),
            Filled(Fall, limits.RampDownPerMinute, passed, plant.LargestMachine));
    }

    /// <summary>The tokens after the site was told to change its power.</summary>
    internal RampTokens Spend(Megawatts rise, Megawatts fall) => new(Left(Rise, rise), Left(Fall, fall));

    /// <summary>How far a ramp goes in some time.</summary>
    internal static Megawatts Over(Megawatts perMinute, Duration time) =>
        new(perMinute.Value * time.BclCompatibleTicks / NodaConstants.TicksPerMinute);

    private static Megawatts Filled(Megawatts left, Megawatts? perMinute, Duration passed, Megawatts largest)
    {
        if (perMinute is not { } rate)
        {
            return Megawatts.Zero;
        }

        var fresh = Over(rate, passed);
        var most = fresh < largest ? largest : fresh;
        return Megawatts.Min(left + fresh, most);
    }

    private static Megawatts Left(Megawatts left, Megawatts spent) => spent >= left ? Megawatts.Zero : left - spent;
}
