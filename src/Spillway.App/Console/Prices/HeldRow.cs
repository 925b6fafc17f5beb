using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Signals.Obligations;

namespace Spillway.App.Console.Prices;

/// <summary>Neighbouring intervals of the ledger with the same figures: a row of the table.</summary>
/// <param name="Line">The first of them.</param>
/// <param name="End">The end of the last.</param>
/// <param name="Intervals">How many.</param>
public sealed record HeldRow(Headroom Line, Instant End, int Intervals)
{
    /// <summary>Puts neighbours with the same figures together.</summary>
    /// <param name="lines">The intervals, ascending.</param>
    /// <returns>The rows, ascending.</returns>
    public static ImmutableArray<HeldRow> Of(IReadOnlyList<Headroom> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var rows = ImmutableArray.CreateBuilder<HeldRow>();
        foreach (var line in lines)
        {
            if (rows.Count > 0 && IsSame(rows[^1].Line, line))
            {
                rows[^1] = rows[^1] with { End = line.Slot.End, Intervals = rows[^1].Intervals + 1 };
            }
            else
            {
                rows.Add(new(line, line.Slot.End, 1));
            }
        }

        return rows.DrainToImmutable();
    }

    private static bool IsSame(Headroom one, Headroom other) =>
        one with { Slot = other.Slot, Holdings = other.Holdings } == other && one.Holdings.SequenceEqual(other.Holdings);
}
