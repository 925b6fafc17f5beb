using NodaTime;

namespace Spillway.Engine.Sites.Plants;

/// <summary>How old what the desk knows may be before it counts as unknown.</summary>
/// <param name="Price">From the publication of the newest price; from the desk's first pass where none has come.</param>
/// <param name="Meter">From the site meter's last sample; from the desk's first pass where there is a meter and none has come.</param>
/// <param name="ClockStep">The longest time between two passes, and the furthest the clock may step back, before the clock
/// counts as lost.</param>
/// <param name="ClockTrust">How long the clock must run evenly before it is trusted again.</param>
public sealed record StalenessLimits(Duration Price, Duration Meter, Duration ClockStep, Duration ClockTrust);
