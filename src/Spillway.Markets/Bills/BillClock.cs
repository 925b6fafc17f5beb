using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Spillway.Engine;

namespace Spillway.Markets.Bills;

/// <summary>Turns the times of a bill into intervals; local time ends here.</summary>
/// <param name="table">The bill.</param>
/// <param name="mapping">What its columns mean.</param>
internal sealed class BillClock(BillTable table, BillMapping mapping)
{
    private readonly int _start = mapping.Columns.Start is { } name ? table.Column(name) : -1;
    private readonly int _day = mapping.Columns.Day is { } name ? table.Column(name) : -1;
    private readonly int _number = mapping.Columns.Number is { } name ? table.Column(name) : -1;
    private readonly int _repeated = mapping.Columns.Repeated is { } name ? table.Column(name) : -1;
    private readonly LocalDateTimePattern? _local = mapping.Columns.Start is not null && mapping.TimePattern is { } pattern ? LocalDateTimePattern.CreateWithInvariantCulture(pattern) : null;
    private readonly LocalDatePattern? _date = mapping.Columns.Day is not null ? LocalDatePattern.CreateWithInvariantCulture(mapping.TimePattern ?? "uuuu-MM-dd") : null;
    private readonly HashSet<(string Code, Instant Start)> _seen = [];

    /// <summary>The interval of a row.</summary>
    /// <param name="number">The row's number.</param>
    /// <param name="cells">Its cells.</param>
    /// <param name="code">Its charge: two equal local times of one charge are the two hours of an autumn night.</param>
    public Interval Of(int number, IReadOnlyList<string> cells, string code)
    {
        var start = _day >= 0 ? Numbered(number, cells) : Written(number, cells, code);
        return new(start, start + mapping.Interval);
    }

    private Instant Numbered(int number, IReadOnlyList<string> cells)
    {
        var day = _date!.Parse(Cell(cells, _day));
        if (!day.Success || !int.TryParse(Cell(cells, _number), NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index < 1)
        {
            throw Refuse(number, $"day '{Cell(cells, _day)}' with interval '{Cell(cells, _number)}'");
        }

        var begin = mapping.Zone.AtStartOfDay(day.Value).ToInstant();
        var end = mapping.Zone.AtStartOfDay(day.Value.PlusDays(1)).ToInstant();
        var start = begin + (mapping.Interval * (index - 1));
        return start < end ? start : throw Refuse(number, $"interval {index} of {day.Value:uuuu-MM-dd}, which has {(end - begin) / mapping.Interval:0}");
    }

    private Instant Written(int number, IReadOnlyList<string> cells, string code)
    {
        var text = Cell(cells, _start);
        if (_local is null)
        {
            var instant = InstantPattern.ExtendedIso.Parse(text);
            return Begin(instant.Success ? instant.Value : throw Refuse(number, $"'{text}', which is not written as 2026-07-01T20:00:00Z"));
        }

        var local = _local.Parse(text);
        if (!local.Success)
        {
            throw Refuse(number, $"'{text}', which is not written as {mapping.TimePattern}");
        }

        // Ends are turned to starts in local time first: the interval that ends at the change begins before it.
        var began = mapping.IsTimeOfEnd ? local.Value.Minus(Period.FromTicks(mapping.Interval.BclCompatibleTicks)) : local.Value;
        var map = mapping.Zone.MapLocal(began);
        if (map.Count == 0)
        {
            throw Refuse(number, $"'{text}', an hour that does not exist on the day the clocks go forward in {mapping.Zone.Id}");
        }

        var first = map.First().ToInstant();
        var isSecond = map.Count == 2 && (_repeated >= 0 ? IsSet(Cell(cells, _repeated)) : !_seen.Add((code, first)));
        return isSecond ? map.Last().ToInstant() : first;
    }

    private Instant Begin(Instant instant) => mapping.IsTimeOfEnd ? instant - mapping.Interval : instant;

    private static bool IsSet(string flag) => flag is "Y" or "y" or "1" or "true" or "TRUE" or "J";

    private static string Cell(IReadOnlyList<string> cells, int column) => column < cells.Count ? cells[column].Trim() : "";

    private RefusedException Refuse(int number, string what) => new(BillErrors.NotATime, $"{table.File}, row {number}: the time is {what}.");
}
