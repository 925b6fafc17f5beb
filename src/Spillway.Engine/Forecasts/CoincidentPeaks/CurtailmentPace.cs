using System.Collections.Immutable;
using NodaTime;

namespace Spillway.Engine.Forecasts.CoincidentPeaks;

/// <summary>The one dial: spends a summer's hours where the chance is highest, never more than there are.</summary>
/// <remarks>The threshold follows from the hours left and the share of the season left; it rises as hours run short.</remarks>
public sealed class CurtailmentPace
{
    private const decimal QuartersPerHour = 4m;
    private readonly int _quarters;
    private readonly ImmutableArray<int> _months;
    private readonly PaceSettings _settings;

    /// <summary>Sets the dial.</summary>
    /// <param name="hoursPerSummer">Hours to give in a year's peak months; 0 or more.</param>
    /// <param name="months">The months that have a peak, in order.</param>
    /// <param name="settings">The fixed numbers.</param>
    public CurtailmentPace(decimal hoursPerSummer, ImmutableArray<int> months, PaceSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfNegative(hoursPerSummer);
        _quarters = (int)(hoursPerSummer * QuartersPerHour);
        (_months, _settings) = (months, settings);
    }

    /// <summary>From which chance on an interval is curtailed.</summary>
    /// <param name="date">The local day; its month is one of the peak months.</param>
    /// <param name="given">Quarter hours given since the summer began.</param>
    /// <returns>The least chance; infinity where nothing is left.</returns>
    public double Threshold(LocalDate date, int given)
    {
        var month = _months.IndexOf(date.Month);
        Invariant.Holds(month >= 0);
        if (given >= _quarters)
        {
            return double.PositiveInfinity;
        }

        var left = (double)((_quarters - given) / QuartersPerHour);
        var share = (_months.Length - 1 - month + MonthLeft(date)) / _months.Length;
        var excess = Portable.Log(left / (share * _settings.HoursThere));
        return Math.Max(_settings.LeastChance, _settings.Threshold * Portable.Exp(-excess / _settings.Power));
    }

    private double MonthLeft(LocalDate date)
    {
        var parts = _settings.MonthGiven.Length - 1;
        var place = (double)(date.Day - 1) / date.Calendar.GetDaysInMonth(date.Year, date.Month) * parts;
        var part = (int)place;
        var (from, to) = (_settings.MonthGiven[part], _settings.MonthGiven[part + 1]);
        return 1.0 - (from + ((place - part) * (to - from)));
    }
}
