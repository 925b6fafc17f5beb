using NodaTime;
using Spillway.Devices.Meters;

namespace Spillway.Devices.Fleet;

/// <summary>What the meter at the grid connection said when it last answered, for people: nothing is decided from more than its power.</summary>
/// <param name="At">When it answered.</param>
/// <param name="Reading">What it said, not rounded.</param>
/// <param name="IsBelieved">Whether its power is one that the site can draw; else it is no sample.</param>
public sealed record MeterTelemetry(Instant At, MeterReading Reading, bool IsBelieved);
