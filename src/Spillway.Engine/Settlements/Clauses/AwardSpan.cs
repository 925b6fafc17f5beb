using NodaTime;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Signals;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Clauses;

/// <summary>The time that one row of an awards file and one settled interval share.</summary>
/// <param name="Row">The row.</param>
/// <param name="Interval">The interval.</param>
internal readonly record struct AwardSpan(AwardRow Row, MeteredInterval Interval)
{
    private const decimal MinutesPerHour = 60m;

    /// <summary>The shared time.</summary>
    public Slot Slot
    {
        get
        {
            var from = Instant.Max(Row.Start, Interval.Slot.Start);
            return new(from, Instant.Min(Row.Start + Row.Length, Interval.Slot.End) - from);
        }
    }

    /// <summary>The row, by the name of the reading it stands for.</summary>
    public ReadingId Reading => new($"{Row.Contract.Text}/{Row.Product}", Row.Start, Row.Source, Row.Row);

    /// <summary>A power over the shared time.</summary>
    /// <param name="power">The power.</param>
    /// <returns>MW times hours.</returns>
    public decimal Hours(Megawatts power) => power.Value * Slot.Minutes.Value / MinutesPerHour;

    /// <summary>A price that the row states.</summary>
    /// <param name="series">What is priced.</param>
    /// <param name="price">The price.</param>
    /// <returns>The price with its name.</returns>
    public Priced Priced(string series, EnergyPrice price) => new(price.Value, new(series, Row.Start, Row.Source));

    /// <summary>Every shared time of a contract's awards, ascending.</summary>
    /// <param name="settled">The settled intervals, ascending.</param>
    /// <param name="rows">The awards, ascending by start and not overlapping.</param>
    /// <returns>One a pair of row and interval that touch.</returns>
    public static IEnumerable<AwardSpan> Of(IEnumerable<MeteredInterval> settled, IReadOnlyList<AwardRow> rows)
    {
        var first = 0;
        foreach (var interval in settled)
        {
            while (first < rows.Count && rows[first].Start + rows[first].Length <= interval.Slot.Start)
            {
                first++;
            }

            for (var index = first; index < rows.Count && rows[index].Start < interval.Slot.End; index++)
            {
                yield return new(rows[index], interval);
            }
        }
    }
}
