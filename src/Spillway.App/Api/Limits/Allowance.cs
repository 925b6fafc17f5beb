namespace Spillway.App.Api.Limits;

/// <summary>How much of something one may ask for: a bucket that is full at first and is filled up evenly.</summary>
/// <param name="Burst">What the bucket holds: so many at once.</param>
/// <param name="Refill">How many come back each <paramref name="Period"/>.</param>
/// <param name="Period">How often they come back.</param>
public sealed record Allowance(int Burst, int Refill, TimeSpan Period)
{
    /// <summary>So many a second.</summary>
    /// <param name="refill">How many come back each second.</param>
    /// <param name="burst">So many at once.</param>
    public static Allowance EachSecond(int refill, int burst) => new(burst, refill, TimeSpan.FromSeconds(1));
}
