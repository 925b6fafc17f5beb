namespace Spillway.Engine.Forecasts;

/// <summary>Describes a market's recent past, from which the first interval not yet known is judged.</summary>
/// <remarks>A pure function of the prices known so far, so nothing can look ahead. Prices are expressed as multiples
/// of the value of consumption, which is what lets one model serve every value.</remarks>
public static class PriceFeatures
{
    /// <summary>Number of features in a row.</summary>
    public const int Width = 72;

    /// <summary>How many days back the features look.</summary>
    public const int DaysKept = 7;

    private const double Far = 5.0;

    /// <summary>Describes the first interval not yet known.</summary>
    /// <param name="own">The prices known so far at the point the load pays, oldest first; at least one.</param>
    /// <param name="cross">How all points stood in the newest of them.</param>
    /// <param name="value">Value of consumption, currency per MWh, above zero.</param>
    /// <param name="when">Calendar position of the interval to judge.</param>
    /// <param name="slotsPerDay">Intervals in a day: 288, 96 or 24.</param>
    /// <param name="row">Receives <see cref="Width"/> numbers.</param>
    public static void Fill(
        ReadOnlySpan<double> own, in CrossSections cross, double value, CalendarSlot when, int slotsPerDay, Span<float> row)
    {
        Invariant.Holds(own.Length > 0 && value > 0.0 && slotsPerDay >= 24);
        var past = new Past(own, cross, slotsPerDay);
        var inverse = 1.0 / value;
        var n = FillLags(in past, inverse, row);
        n = FillWindows(in past, inverse, row, n);
        n = FillDays(in past, inverse, row, n);
        n = FillRuns(in past, value, row, n);
        row[n++] = when.Slot;
        row[n++] = when.Slot % past.Hour;
        row[n++] = when.DayOfYear;
        row[n++] = when.DayOfWeek;
        n = FillCrossSection(in past, inverse, row, n);
        row[n++] = (float)value;
        Invariant.Holds(n == Width);
    }

    private static int FillLags(in Past past, double inverse, Span<float> row)
    {
        double p1 = past.Lag(1) * inverse;
        double p2 = past.Lag(2) * inverse;
        double p3 = past.Lag(3) * inverse;
        double p5 = past.Lag(5) * inverse;
        row[0] = (float)p1;
        row[1] = (float)p2;
        row[2] = (float)p3;
        row[3] = (float)(past.Lag(4) * inverse);
        row[4] = (float)p5;
        row[5] = (float)(past.Lag(6) * inverse);
        row[6] = (float)(past.Lag(8) * inverse);
        row[7] = (float)(past.Lag(12) * inverse);
        row[8] = (float)(p1 - p2);
        row[9] = (float)(p2 - p3);
        row[10] = (float)(p1 - p3);
        row[11] = (float)(p1 - p5);
        row[12] = (float)(p1 / (Math.Abs(p2) + 0.05));
        return 13;
    }

    private static int FillWindows(in Past past, double inverse, Span<float> row, int n)
    {
        double top = double.MinValue;
        double bottom = double.MaxValue;
        double sum = 0.0;
        double squares = 0.0;
        int above = 0;
        int k = 1;
        for (int window = 0; window < 5; window++)
        {
            int length = window < 4 ? 4 << window : past.Day;
            for (; k <= length; k++)
            {
                double p = past.Lag(k) * inverse;
                top = p > top ? p : top;
                bottom = p < bottom ? p : bottom;
                above += p >= 1.0 ? 1 : 0;
                double capped = p < Far ? p : Far;
                sum += capped;
                squares += capped * capped;
            }

            double average = sum / length;
            double variance = (squares / length) - (average * average);
            row[n++] = (float)top;
            row[n++] = (float)bottom;
            row[n++] = (float)average;
            row[n++] = (float)Math.Sqrt(variance > 0.0 ? variance : 0.0);
            row[n++] = above;
        }

        return n;
    }

    private static int FillDays(in Past past, double inverse, Span<float> row, int n)
    {
        double same = 0.0, top = double.MinValue, hour1 = 0.0, step = 0.0, next = 0.0, before = 0.0;
        int sameAbove = 0;
        int hourAbove = 0;
        for (int d = 1; d <= DaysKept; d++)
        {
            double p = past.Lag(past.Day * d) * inverse;
            double after = past.Lag((past.Day * d) - 1) * inverse;
            double peak = Math.Max(Math.Max(p, after), Math.Max(past.Lag((past.Day * d) - 2), past.Lag((past.Day * d) - 3)) * inverse);
            double capped = Math.Min(p, Far);
            double previous = Math.Min(past.Lag((past.Day * d) + 1) * inverse, Far);
            same += capped;
            top = Math.Max(top, p);
            sameAbove += p >= 1.0 ? 1 : 0;
            hourAbove += peak >= 1.0 ? 1 : 0;
            hour1 += Math.Min(peak, Far);
            step += capped - previous;
            next += Math.Min(after, Far) - capped;
            before += previous;
        }

        double yesterday = past.Lag(past.Day) * inverse;
        row[n++] = (float)yesterday;
        row[n++] = (float)(past.Lag(past.Day - 1) * inverse);
        row[n++] = (float)(past.Lag(past.Day - 2) * inverse);
        row[n++] = (float)(past.Lag(past.Day - 4) * inverse);
        row[n++] = (float)(past.Lag(past.Day + 1) * inverse);
        row[n++] = (float)(yesterday - (past.Lag(past.Day + 1) * inverse));
        row[n++] = (float)(past.Lag(past.Day * DaysKept) * inverse);
        row[n++] = (float)(same / DaysKept);
        row[n++] = (float)top;
        row[n++] = sameAbove;
        row[n++] = (float)(hour1 / DaysKept);
        row[n++] = hourAbove;
        row[n++] = (float)(step / DaysKept);
        row[n++] = (float)(next / DaysKept);
        row[n++] = (float)((past.Lag(1) * inverse) - (before / DaysKept));
        return FillPatterns(in past, inverse, row, n);
    }

    private static int FillPatterns(in Past past, double inverse, Span<float> row, int n)
    {
        double week = 0.0;
        for (int k = 1; k <= 4 * DaysKept; k++)
        {
            week += Math.Min(3.0, past.Lag(past.QuarterDay * k) * inverse);
        }

        double pattern = 0.0;
        for (int k = 1; k <= 8; k++)
        {
            double jump = (past.Lag(past.Hour * k) - past.Lag((past.Hour * k) + 1)) * inverse;
            pattern += Math.Max(-1.0, Math.Min(1.0, jump));
        }

        row[n++] = (float)(week / (4 * DaysKept));
        row[n++] = (float)(pattern / 8.0);
        return n;
    }

    private static int FillRuns(in Past past, double value, Span<float> row, int n)
    {
        int limit = DaysKept * past.Day;
        int since = 1;
        while (since <= limit && past.Lag(since) < value)
        {
            since++;
        }

        double high5 = value * 5.0 / 3.0;
        int sinceHigh = since;
        while (sinceHigh <= limit && past.Lag(sinceHigh) < high5)
        {
            sinceHigh++;
        }

        bool above = past.Lag(1) >= value;
        int run = 0;
        while (run < past.Day / 2 && (past.Lag(run + 1) >= value) == above)
        {
            run++;
        }

        row[n++] = since;
        row[n++] = sinceHigh;
        row[n++] = above ? run : -run;
        return n;
    }

    private static int FillCrossSection(in Past past, double inverse, Span<float> row, int n)
    {
        var (newest, second, fourth) = past.Cross;
        double p1 = past.Lag(1);
        row[n++] = (float)(newest.Mean * inverse);
        row[n++] = (float)(newest.High * inverse);
        row[n++] = (float)(newest.Low * inverse);
        row[n++] = (float)((newest.High - newest.Low) * inverse);
        row[n++] = (float)((p1 - newest.Mean) * inverse);
        row[n++] = (float)((newest.Mean - second.Mean) * inverse);
        row[n++] = (float)((newest.High - second.High) * inverse);
        row[n++] = (float)((past.Lag(2) - second.Mean) * inverse);
        row[n++] = (float)((newest.Mean - fourth.Mean) * inverse);
        return n;
    }

    private readonly ref struct Past(ReadOnlySpan<double> own, CrossSections cross, int slotsPerDay)
    {
        private readonly ReadOnlySpan<double> _own = own;

        public CrossSections Cross { get; } = cross;

        public int Day { get; } = slotsPerDay;

        public int Hour { get; } = slotsPerDay / 24;

        public int QuarterDay { get; } = slotsPerDay / 4;

        /// <summary>The price some intervals back, 1 being the newest; before the first known price, that one.</summary>
        public double Lag(int back) => back > _own.Length ? _own[0] : _own[^back];
    }
}
