namespace Spillway.Simulation.World;

/// <summary>A straight line from one value to another.</summary>
/// <param name="Start">Its first value.</param>
/// <param name="End">Its last value.</param>
internal readonly record struct Slope(double Start, double End)
{
    public static Slope Zero => default;

    public static Slope Level(double value) => new(value, value);

    public double At(double fraction) => Start + ((End - Start) * fraction);

    /// <summary>The mean from the start to a point.</summary>
    public double Mean(double fraction) => Start + ((End - Start) * fraction / 2);
}
