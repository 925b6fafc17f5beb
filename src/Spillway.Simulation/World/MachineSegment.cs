using NodaTime;

namespace Spillway.Simulation.World;

/// <summary>A stretch of a machine's life in which watts and hash rate are straight lines, so that whatever is asked of it has a
/// closed form and does not depend on how often it is asked.</summary>
/// <param name="Phase">What the machine does in it.</param>
/// <param name="From">Its first instant.</param>
/// <param name="Length">How long it lasts; null where only an event ends it, and then the lines are level.</param>
/// <param name="Watts">From and to. Unit: W.</param>
/// <param name="Hashrate">From and to. Unit: TH/s.</param>
internal readonly record struct MachineSegment(MachinePhase Phase, Instant From, Duration? Length, Slope Watts, Slope Hashrate)
{
    public Instant? End => Length is { } length ? From + length : null;

    public double Seconds(Instant at) => at <= From ? 0 : (at - From).TotalSeconds;

    public double WattsAt(Instant at) => Watts.At(Fraction(at));

    public double HashrateAt(Instant at) => Hashrate.At(Fraction(at));

    /// <summary>The integral of the watts. Unit: J.</summary>
    public double JoulesUntil(Instant at) => Watts.Mean(Fraction(at)) * Seconds(at);

    /// <summary>The integral of the hash rate. Unit: TH.</summary>
    public double TerahashesUntil(Instant at) => Hashrate.Mean(Fraction(at)) * Seconds(at);

    /// <summary>Watts gained in a second. Unit: W/s.</summary>
    public double WattsPerSecond => Length is { } length && length > Duration.Zero ? (Watts.End - Watts.Start) / length.TotalSeconds : 0;

    private double Fraction(Instant at) =>
        Length is { } length && length > Duration.Zero ? Math.Clamp((at - From) / length, 0, 1) : 0;
}
