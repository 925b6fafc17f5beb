using System.Collections.Immutable;
using NodaTime;
using Spillway.Simulation.Backtest;

namespace Spillway.App.Reports.Figures;

/// <summary>The range's grid of intervals in the site's local time.</summary>
internal sealed class RangeCalendar
{
    private readonly BacktestInput _input;

    public RangeCalendar(BacktestInput input, DateTimeZone zone)
    {
        _input = input;
        Zone = zone;
        Length = (int)Math.Ceiling((input.To - input.From) / input.Prices.Interval);
        var priced = new int[Length];
        Array.Fill(priced, -1);
        for (var index = 0; index < input.Range.Length; index++)
        {
            priced[GridIndex(input.Range[index].Start)] = index;
        }

        Priced = [.. priced];
        Local = [.. input.Range.Select(interval => interval.Start.InZone(zone).LocalDateTime)];
    }

    public DateTimeZone Zone { get; }

    /// <summary>How many intervals the grid has, gaps included.</summary>
    public int Length { get; }

    /// <summary>For each instant of the grid the index of its priced interval; −1 at a gap.</summary>
    public ImmutableArray<int> Priced { get; }

    /// <summary>The local time of each priced interval's start.</summary>
    public ImmutableArray<LocalDateTime> Local { get; }

    public Duration Interval => _input.Prices.Interval;

    public Instant Start(int gridIndex) => _input.From + (Interval * gridIndex);

    public int GridIndex(Instant start) => (int)((start - _input.From) / Interval);

    /// <summary>The months of the range, ascending.</summary>
    public ImmutableArray<YearMonth> Months()
    {
        var first = _input.From.InZone(Zone).Date.ToYearMonth();
        var last = (_input.To - Duration.Epsilon).InZone(Zone).Date.ToYearMonth();
        var months = ImmutableArray.CreateBuilder<YearMonth>();
        for (var month = first; month.CompareTo(last) <= 0; month = month.PlusMonths(1))
        {
            months.Add(month);
        }

        return months.ToImmutable();
    }

    /// <summary>Where each local week (Monday to Sunday) of the range begins in the grid, ascending.</summary>
    public ImmutableArray<int> Weeks()
    {
        var day = _input.From.InZone(Zone).Date;
        var monday = day.PlusDays(1 - (int)day.DayOfWeek);
        var weeks = ImmutableArray.CreateBuilder<int>();
        weeks.Add(0);
        for (var next = monday.PlusWeeks(1); next.AtStartOfDayInZone(Zone).ToInstant() < _input.To; next = next.PlusWeeks(1))
        {
            weeks.Add(GridIndex(next.AtStartOfDayInZone(Zone).ToInstant()));
        }

        return weeks.ToImmutable();
    }
}
