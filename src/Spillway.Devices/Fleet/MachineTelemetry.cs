using NodaTime;
using Spillway.Devices.Miners;

namespace Spillway.Devices.Fleet;

/// <summary>What a machine said when it last answered, for people.</summary>
/// <param name="At">When it answered, by the desk's clock.</param>
/// <param name="Reading">What it said.</param>
public sealed record MachineTelemetry(Instant At, MinerReading Reading);
