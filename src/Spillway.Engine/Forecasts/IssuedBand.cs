namespace Spillway.Engine.Forecasts;

/// <summary>A forecast that was made, kept until the price it was about is known.</summary>
/// <param name="Middle">The centre, on the square-root scale.</param>
/// <param name="Deviation">How far the newest price then lay from the usual one of its hour, on that scale.</param>
/// <param name="Kind">The level of the newest price then.</param>
/// <param name="Block">The hour forecast.</param>
/// <param name="Low">How far from the centre its low bound was put, on that scale.</param>
/// <param name="Half">The same of the middle bound.</param>
/// <param name="High">The same of the high bound.</param>
internal readonly record struct IssuedBand(
    double Middle, double Deviation, int Kind, int Block, double Low, double Half, double High)
{
    /// <summary>One of the bounds.</summary>
    /// <param name="level">0 for the low one, 1 for the middle, 2 for the high.</param>
    public double Bound(int level) => level == 0 ? Low : level == 1 ? Half : High;
}
