namespace Spillway.Engine.Forecasts.CoincidentPeaks;

/// <summary>Spreads a day's peak over its quarter hours.</summary>
/// <param name="settings">The fixed numbers.</param>
/// <param name="first">The first quarter hour of the day that is judged.</param>
/// <param name="end">The one after the last.</param>
internal sealed class PeakQuarters(QuarterSettings settings, int first, int end)
{
    /// <summary>The share of each quarter hour, where the day has the month's peak.</summary>
    /// <param name="expected">When the top of the hours' curve is expected, in quarter hours from midnight.</param>
    /// <returns>From the first judged quarter hour on; they sum to 1.</returns>
    public double[] Shares(double expected)
    {
        var middle = settings.Usual + (settings.Belief * (expected - settings.Usual)) + settings.Later;
        var shares = new double[end - first];
        var sum = 0.0;
        for (var index = 0; index < shares.Length; index++)
        {
            var distance = first + index + 0.5 - middle;
            var density = ((1.0 - settings.WideShare) * Bell(distance, settings.Spread)) + (settings.WideShare * Bell(distance, settings.WideSpread));
            shares[index] = density * settings.Preference[(first + index) % settings.Preference.Length];
            sum += shares[index];
        }

        foreach (ref var share in shares.AsSpan())
        {
            share /= sum;
        }

        return shares;
    }

    private static double Bell(double distance, double spread)
    {
        var z = distance / spread;
        return Portable.Exp(-0.5 * z * z) / spread;
    }
}
