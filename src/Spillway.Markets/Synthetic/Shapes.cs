using System.Collections.Immutable;
using NodaTime;

namespace Spillway.Markets.Synthetic;

/// <summary>How demand, wind and sun go through the day and the year; straight lines between the figures.</summary>
internal static class Shapes
{
    private const double DaysPerMonth = 30.5;
    private const double MinutesPerHour = 60;
    private const int Months = 12;
    private const int Hours = 24;
    private const double Noon = 13.3;
    private static readonly ImmutableArray<double> _demandByMonth = [.50, .48, .41, .42, .53, .68, .74, .80, .68, .50, .43, .48];
    private static readonly ImmutableArray<double> _windByMonth = [.50, .58, .61, .60, .50, .46, .40, .36, .40, .51, .55, .53];
    private static readonly ImmutableArray<double> _halfDayByMonth = [4.9, 5.4, 5.9, 6.4, 6.8, 7.1, 7.0, 6.6, 6.1, 5.5, 5.0, 4.8];

    private static readonly ImmutableArray<double> _summerByHour =
        [-.10, -.14, -.17, -.19, -.19, -.17, -.14, -.11, -.07, -.03, .02, .06, .10, .14, .17, .20, .22, .22, .20, .16, .11, .06, .00, -.05];

    private static readonly ImmutableArray<double> _winterByHour =
        [-.06, -.07, -.07, -.06, -.04, .01, .07, .10, .07, .03, .00, -.02, -.04, -.05, -.05, -.03, .00, .05, .09, .09, .07, .04, .00, -.03];

    private static readonly ImmutableArray<double> _windByHour =
        [.08, .08, .07, .06, .05, .04, .03, .00, -.04, -.06, -.07, -.07, -.07, -.07, -.07, -.08, -.08, -.07, -.05, .00, .03, .05, .07, .08];

    /// <summary>Demand before the weather, about 0.2 on a spring night and 1 on an August afternoon.</summary>
    public static double Demand(LocalDateTime at)
    {
        var month = ByMonth(_demandByMonth, at);
        var summer = Math.Clamp((month - .42) / .30, 0, 1);
        return month + (summer * ByHour(_summerByHour, at)) + ((1 - summer) * ByHour(_winterByHour, at));
    }

    /// <summary>The share of its capacity that wind gives on average.</summary>
    public static double Wind(LocalDateTime at) => ByMonth(_windByMonth, at) + ByHour(_windByHour, at);

    /// <summary>Clear sky: 0 at night and 1 when the sun is highest.</summary>
    public static double Sun(LocalDateTime at)
    {
        var away = (Hour(at) - Noon) / ByMonth(_halfDayByMonth, at);
        return Math.Max(0, 1 - (away * away));
    }

    private static double ByMonth(ImmutableArray<double> figures, LocalDateTime at)
    {
        var middle = ((at.DayOfYear - (DaysPerMonth / 2)) / DaysPerMonth) + Months;
        var index = (int)middle;
        var share = middle - index;
        return ((1 - share) * figures[index % Months]) + (share * figures[(index + 1) % Months]);
    }

    private static double ByHour(ImmutableArray<double> figures, LocalDateTime at)
    {
        var share = at.Minute / MinutesPerHour;
        return ((1 - share) * figures[at.Hour]) + (share * figures[(at.Hour + 1) % Hours]);
    }

    private static double Hour(LocalDateTime at) => at.Hour + (at.Minute / MinutesPerHour);
}
