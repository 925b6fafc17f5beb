using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Spillway.App.Machines;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites.Plants;

namespace Spillway.App.Console.Fleet;

/// <summary>The machines of one feed as a block of cells, row by row. Neighbours of one condition are one shape, so that a block is a
/// handful of shapes however many machines it has.</summary>
/// <param name="Name">The feed; empty where the machines hang on none.</param>
/// <param name="First">The number of its first machine.</param>
/// <param name="Machines">How many it has.</param>
/// <param name="Shapes">One path a condition that is there; the last is that of the odd ones where there are any, with no condition.</param>
/// <param name="Counts">How many there are in each condition.</param>
/// <param name="Odd">How many are odd.</param>
public sealed record HeatBlock(
    string Name, int First, int Machines, ImmutableArray<(MachineCondition? Condition, string Path)> Shapes, ImmutableArray<int> Counts, int Odd)
{
    /// <summary>The side of a cell. Unit: pixels.</summary>
    public const int Cell = 8;

    /// <summary>Cells in a row.</summary>
    public const int Columns = 32;

    /// <summary>Rows of cells.</summary>
    public int Rows => (Machines + Columns - 1) / Columns;

    /// <summary>The blocks of a group: its feeds, and what hangs on none.</summary>
    /// <param name="plant">The plant.</param>
    /// <param name="group">The group's index.</param>
    /// <param name="fleet">The machines.</param>
    public static ImmutableArray<HeatBlock> Of(Plant plant, int group, FleetSnapshot fleet)
    {
        ArgumentNullException.ThrowIfNull(plant);
        ArgumentNullException.ThrowIfNull(fleet);
        var (own, blocks, next) = (plant.Groups[group], ImmutableArray.CreateBuilder<HeatBlock>(), plant.Groups[group].FirstMachine);
        foreach (var feed in plant.Feeds.Where(feed => feed.GroupIndex == group))
        {
            Add("", next, feed.FirstMachine);
            Add(feed.Id.Text, feed.FirstMachine, feed.EndMachine);
            next = feed.EndMachine;
        }

        Add("", next, own.EndMachine);
        return blocks.ToImmutable();

        void Add(string name, int first, int end)
        {
            if (end > first)
            {
                blocks.Add(Of(name, first, fleet.Rows.AsSpan(first, end - first)));
            }
        }
    }

    /// <summary>The machine at a place in the drawing.</summary>
    /// <param name="x">From the left. Unit: pixels.</param>
    /// <param name="y">From the top. Unit: pixels.</param>
    /// <returns>Its number in the plant; null where there is none.</returns>
    public int? At(double x, double y)
    {
        var (column, row) = ((int)(x / Cell), (int)(y / Cell));
        var place = (row * Columns) + column;
        return x < 0 || y < 0 || column >= Columns || place >= Machines ? null : First + place;
    }

    private static HeatBlock Of(string name, int first, ReadOnlySpan<MachineRow> rows)
    {
        var conditions = new StringBuilder?[(int)MachineCondition.Unpowered + 1];
        var counts = new int[conditions.Length];
        var marks = new StringBuilder();
        var odd = 0;
        for (var place = 0; place < rows.Length;)
        {
            var condition = rows[place].State.Condition;
            var length = Length(rows, place, condition);
            Append(conditions[(int)condition] ??= new(), place, length);
            counts[(int)condition] += length;
            place += length;
        }

        for (var place = 0; place < rows.Length; place++)
        {
            if (rows[place].Oddity != MachineOddity.None)
            {
                Append(marks, place, 1);
                odd++;
            }
        }

        var shapes = ImmutableArray.CreateBuilder<(MachineCondition?, string)>();
        for (var condition = 0; condition < conditions.Length; condition++)
        {
            if (conditions[condition] is { } path)
            {
                shapes.Add(((MachineCondition)condition, path.ToString()));
            }
        }

        if (odd > 0)
        {
            shapes.Add((null, marks.ToString()));
        }

        return new(name, first, rows.Length, shapes.ToImmutable(), [.. counts], odd);
    }

    private static int Length(ReadOnlySpan<MachineRow> rows, int place, MachineCondition condition)
    {
        var length = 1;
        while (place + length < rows.Length && (place + length) % Columns != 0 && rows[place + length].State.Condition == condition)
        {
            length++;
        }

        return length;
    }

    private static void Append(StringBuilder path, int place, int length) => path.Append(
        CultureInfo.InvariantCulture, $"M{place % Columns * Cell} {place / Columns * Cell}h{length * Cell}v{Cell}h-{length * Cell}z");
}
