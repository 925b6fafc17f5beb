using NodaTime;

namespace Spillway.Engine.Forecasts.CoincidentPeaks;

/// <summary>How likely it is that no later day of the month is higher: the day's distance to its expected level is
/// carried from day to day on a grid, and what rises above the bar drops out.</summary>
internal sealed class RivalDays
{
    private const int Cells = 61;
    private const double Reach = 4.0;
    private const double LogisticOfNormal = 1.7;
    private const double Sure = 40.0;
    private const double Unheard = 1e-12;
    private readonly RivalSettings _settings;
    private readonly double _lowest;
    private readonly double _step;
    private readonly double[] _transition = new double[Cells * Cells];

    public RivalDays(RivalSettings settings)
    {
        _settings = settings;
        var spread = settings.Surprise / Math.Sqrt(1.0 - (settings.Memory * settings.Memory));
        _lowest = -Reach * spread;
        _step = 2.0 * Reach * spread / (Cells - 1);
        for (var from = 0; from < Cells; from++)
        {
            var row = _transition.AsSpan(from * Cells, Cells);
            var sum = 0.0;
            for (var to = 0; to < Cells; to++)
            {
                var z = (Distance(to) - (settings.Memory * Distance(from))) / settings.Surprise;
                row[to] = Portable.Exp(-0.5 * z * z);
                sum += row[to];
            }

            foreach (ref var share in row)
            {
                share /= sum;
            }
        }
    }

    /// <summary>What is expected of a day beyond the summer's level.</summary>
    /// <param name="date">The day.</param>
    /// <returns>Logarithm of the season's and the week's share.</returns>
    public double Expected(LocalDate date)
    {
        var days = (date.DayOfYear - _settings.SeasonTop) / _settings.SeasonDays;
        var isWeekend = date.DayOfWeek is IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday;
        return (isWeekend ? _settings.Weekend : 0.0) - (_settings.Season * days * days);
    }

    /// <summary>The season's share alone.</summary>
    public double Season(LocalDate date)
    {
        var days = (date.DayOfYear - _settings.SeasonTop) / _settings.SeasonDays;
        return -_settings.Season * days * days;
    }

    /// <summary>How far a top lies from what is expected of its day.</summary>
    /// <param name="date">The day.</param>
    /// <param name="level">Logarithm of this summer's level.</param>
    /// <param name="top">Logarithm of the top.</param>
    public double Distance(LocalDate date, double level, double top) => top - (level + _settings.Lift) - Expected(date);

    /// <summary>The chance that all later days of the month stay below a peak.</summary>
    /// <param name="date">The day that has the peak.</param>
    /// <param name="level">Logarithm of this summer's level.</param>
    /// <param name="top">Logarithm of the peak.</param>
    /// <param name="told">What forecasts tell of the later days, tomorrow first; may end before the month does.</param>
    /// <returns>From the doubt to 1; 1 on the month's last day.</returns>
    public double Survives(LocalDate date, double level, double top, ReadOnlySpan<WeatherEvidence> told)
    {
        var left = date.Calendar.GetDaysInMonth(date.Year, date.Month) - date.Day;
        if (left == 0)
        {
            return 1.0;
        }

        var raised = level + _settings.Lift;
        var here = Placed(top - raised - Expected(date));
        var next = new double[Cells];

        // What forecasts say is weighed over all that may come, also over what rises above the bar.
        var (all, allNext) = told.IsEmpty ? ([], []) : ((double[])[.. here], new double[Cells]);
        for (var ahead = 1; ahead <= left; ahead++)
        {
            Carry(here, next);
            if (ahead <= told.Length)
            {
                Carry(all, allNext);
                Weigh(told[ahead - 1], allNext, next);
                (all, allNext) = (allNext, all);
            }

            var bar = top - raised - Expected(date.PlusDays(ahead));
            for (var cell = 0; cell < Cells; cell++)
            {
                next[cell] *= Below(LogisticOfNormal * (bar - Distance(cell)) / _settings.Tie);
            }

            (here, next) = (next, here);
        }

        var sum = 0.0;
        foreach (var share in here)
        {
            sum += share;
        }

        return _settings.Doubt + ((1.0 - _settings.Doubt) * sum);
    }

    // Bayes' rule: each place counts as likely as what was told of it; all of them together stay 1.
    private void Weigh(WeatherEvidence told, double[] all, double[] below)
    {
        var sum = 0.0;
        Span<double> weights = stackalloc double[Cells];
        for (var cell = 0; cell < Cells; cell++)
        {
            var distance = Distance(cell) - told.Distance;
            weights[cell] = Portable.Exp(-0.5 * told.Precision * distance * distance);
            sum += all[cell] * weights[cell];
        }

        // Told of a day that nobody held possible: then it is not believed.
        if (sum < Unheard)
        {
            return;
        }

        for (var cell = 0; cell < Cells; cell++)
        {
            all[cell] *= weights[cell] / sum;
            below[cell] *= weights[cell] / sum;
        }
    }

    // Far from the bar there is nothing to weigh.
    private static double Below(double room) => room > Sure ? 1.0 : room < -Sure ? 0.0 : Portable.Logistic(room);

    private double Distance(int cell) => _lowest + (cell * _step);

    private double[] Placed(double distance)
    {
        var cells = new double[Cells];
        var place = Math.Clamp((distance - _lowest) / _step, 0.0, Cells - 1.001);
        var cell = (int)place;
        cells[cell] = 1.0 - (place - cell);
        cells[cell + 1] = place - cell;
        return cells;
    }

    private void Carry(double[] from, double[] to)
    {
        Array.Clear(to);
        for (var cell = 0; cell < Cells; cell++)
        {
            var share = from[cell];
            if (share == 0.0)
            {
                continue;
            }

            var row = _transition.AsSpan(cell * Cells, Cells);
            for (var target = 0; target < row.Length; target++)
            {
                to[target] += share * row[target];
            }
        }
    }
}
