namespace Spillway.Engine.Forecasts;

/// <summary>How much of a deviation from the usual price lasts, learned as it goes, for one distance ahead.</summary>
/// <param name="Product">Weighted sum of deviation then times deviation now.</param>
/// <param name="Square">Weighted sum of squared deviations then.</param>
/// <param name="Spread">Weighted mean of the forecast's absolute errors.</param>
internal readonly record struct Persistence(double Product, double Square, double Spread)
{
    private const double Memory = 0.9995;

    public static Persistence Start => new(0.0, 0.0, 0.3);

    /// <summary>The share that lasts; 1 before anything is known.</summary>
    public double Kept => (Product + 1.0) / (Square + 1.0);

    public Persistence With(double before, double now, double error) => new(
        (Memory * Product) + (before * now),
        (Memory * Square) + (before * before),
        Spread + (0.002 * (Math.Abs(error) - Spread)));
}
