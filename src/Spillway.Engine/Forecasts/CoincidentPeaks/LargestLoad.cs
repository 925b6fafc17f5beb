using NodaTime;

namespace Spillway.Engine.Forecasts.CoincidentPeaks;

/// <summary>The interval of a month's largest load, afterwards.</summary>
/// <param name="Start">The start of a quarter hour.</param>
/// <param name="LoadMw">The load of the file's interval it lies in, MW.</param>
public readonly record struct LargestLoad(Instant Start, double LoadMw)
{
    private const int QuartersPerHour = 4;
    private const int SecondsPerQuarter = 900;

    /// <summary>The likeliest quarter hour of an hour: by the curve through it and its neighbours.</summary>
    /// <param name="start">The hour's start.</param>
    /// <param name="loads">MW of the hour before, the hour and the hour after; a neighbour not known repeats the hour.</param>
    /// <param name="zone">The market's time zone.</param>
    /// <returns>The quarter hour, with the hour's load.</returns>
    public static LargestLoad Within(Instant start, (double Before, double Here, double After) loads, DateTimeZone zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var first = start.InZone(zone).Hour * QuartersPerHour;
        var bend = loads.Before - (2.0 * loads.Here) + loads.After;
        var offset = bend == 0.0 ? 0.0 : 0.5 * (loads.Before - loads.After) / bend;
        var settings = PeakSettings.Frozen.Quarters with { Belief = 1.0 };
        var shares = new PeakQuarters(settings, first, first + QuartersPerHour).Shares(first + (QuartersPerHour * (0.5 + offset)));
        var best = Array.IndexOf(shares, shares.Max());
        return new(start + Duration.FromSeconds(best * SecondsPerQuarter), loads.Here);
    }
}
