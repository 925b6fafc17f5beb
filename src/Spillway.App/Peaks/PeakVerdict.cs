using NodaTime;

namespace Spillway.App.Peaks;

/// <summary>A month's peak and whether it was curtailed.</summary>
/// <param name="Month">The month, 1 to 12.</param>
/// <param name="Start">The peak interval's start.</param>
/// <param name="Mw">The system's load in it, MW: the official one, or that of the load file.</param>
/// <param name="IsHit">Whether it was curtailed.</param>
/// <param name="Probability">Its chance, from what was known at its start.</param>
/// <param name="Threshold">From which chance on it would have been curtailed; infinite where the hours were spent.</param>
/// <param name="Why">For a miss, why.</param>
public sealed record PeakVerdict(int Month, Instant Start, double Mw, bool IsHit, double Probability, double Threshold, string Why);
