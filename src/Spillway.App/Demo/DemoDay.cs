using System.Collections.Immutable;
using NodaTime;
using Spillway.Markets.Files;
using Spillway.Markets.Synthetic;

namespace Spillway.App.Demo;

/// <summary>The day that is shown: of a synthetic year the one with the highest spike among those on which power is free for an hour,
/// the site stops seldom, and an evening is calm enough for an order.</summary>
/// <param name="Start">Its local midnight.</param>
/// <param name="End">The next one.</param>
/// <param name="OrderAt">When the order comes: everything runs an hour before it and two hours after.</param>
/// <param name="Prices">The prices of the day and of its neighbours.</param>
/// <param name="Highest">The day's highest price, USD/MWh.</param>
/// <param name="Lowest">The day's lowest price, USD/MWh.</param>
public sealed record DemoDay(
    Instant Start, Instant End, Instant OrderAt, ImmutableArray<SeriesColumn> Prices, decimal Highest, decimal Lowest)
{
    private const int Year = 2024;
    private const int Slots = 96;
    private const int SlotSeconds = 900;
    private const int LeastNegative = 4;
    private const int MostMoves = 24;
    private const int CalmBefore = 4;
    private const int CalmAfter = 8;
    private const int DaysAfter = 60;
    private static readonly Duration _intoTheInterval = Duration.FromMinutes(5);

    /// <summary>Chooses the day.</summary>
    /// <param name="seed">The seed of the year.</param>
    /// <param name="point">The site's settlement point.</param>
    /// <param name="zone">Where midnight is.</param>
    /// <param name="worth">What the halls earn, USD/MWh.</param>
    /// <returns>The day; of years without such a day the one with the highest spike of all.</returns>
    public static DemoDay Choose(int seed, string point, DateTimeZone zone, ImmutableArray<decimal> worth)
    {
        var columns = SyntheticYear.Generate(seed, Year).Columns;
        var own = columns.First(column => column.Key.Point.Name == point);
        var first = Instant.FromUnixTimeSeconds(own.StartsUnixSeconds[0]).InZone(zone).Date;
        DemoDay? best = null;
        var alike = new List<Instant>();
        for (var (moves, day) = (worth.Length * 2, 1); ; day++)
        {
            if (day >= 363)
            {
                if (best is not null || moves >= MostMoves)
                {
                    return best is { } chosen ? chosen with { Prices = Continued(chosen, columns, alike) }
                        : throw new InvalidOperationException($"Seed {seed} has no day with a spike and prices below zero.");
                }

                (moves, day) = (moves + worth.Length, 1);
            }

            if (Look(columns, own, zone.AtStartOfDay(first.PlusDays(day)).ToInstant(), worth, moves) is { } found)
            {
                alike.Add(found.Start);
                best = best is null || found.Highest > best.Highest ? found : best;
            }
        }
    }

    private static DemoDay? Look(ImmutableArray<SeriesColumn> columns, SeriesColumn own, Instant start, ImmutableArray<decimal> worth, int mostMoves)
    {
        var from = (int)((start.ToUnixTimeSeconds() - own.StartsUnixSeconds[0]) / SlotSeconds);
        if (from < Slots || from + (2 * Slots) > own.Values.Length || own.StartsUnixSeconds[from] != start.ToUnixTimeSeconds())
        {
            return null;
        }

        var prices = own.Values.AsSpan(from - 1, Slots + 1);
        var day = prices[1..];
        var negative = 0;
        var highest = decimal.MinValue;
        var lowest = decimal.MaxValue;
        foreach (var price in day)
        {
            negative += price < 0m ? 1 : 0;
            highest = Math.Max(highest, price);
            lowest = Math.Min(lowest, price);
        }

        var order = Calm(prices, worth.Min());
        return negative >= LeastNegative && order is { } slot && highest > 2 * worth.Max() && Moves(prices, worth) <= mostMoves
            ? new(start, start + Duration.FromSeconds(Slots * SlotSeconds), start + Duration.FromSeconds((slot - 1) * SlotSeconds) + _intoTheInterval, Slice(columns, from), highest, lowest)
            : null;
    }

    // What the halls are stopped and started when each goes by the last price; all run before, and shall run at the end.
    private static int Moves(ReadOnlySpan<decimal> prices, ImmutableArray<decimal> worth)
    {
        var moves = prices[0] >= worth.Min() || prices[^1] >= worth.Min() ? MostMoves : 0;
        foreach (var value in worth)
        {
            for (var slot = 1; slot < prices.Length; slot++)
            {
                moves += prices[slot] >= value != prices[slot - 1] >= value ? 1 : 0;
            }
        }

        return moves;
    }

    // Where the last interval with calm before it and after it stands; prices[0] is the one before the day.
    private static int? Calm(ReadOnlySpan<decimal> prices, decimal least)
    {
        for (var slot = prices.Length - 1 - CalmAfter; slot > CalmBefore; slot--)
        {
            var isCalm = true;
            foreach (var price in prices.Slice(slot - CalmBefore, CalmBefore + CalmAfter))
            {
                isCalm &= price >= 0m && price < least;
            }

            if (isCalm)
            {
                return slot;
            }
        }

        return null;
    }

    // Whoever stays sees day after day of the same kind: the others that were found, in turn, each with its own prices under new dates.
    private static ImmutableArray<SeriesColumn> Continued(DemoDay chosen, ImmutableArray<SeriesColumn> columns, List<Instant> alike)
    {
        var next = alike.IndexOf(chosen.Start) + 1;
        return
        [
            .. columns.Select((column, index) =>
            {
                var begun = chosen.Prices[index];
                var kept = Array.FindIndex(begun.StartsUnixSeconds, start => start >= chosen.End.ToUnixTimeSeconds());
                var (starts, values) = (begun.StartsUnixSeconds[..kept].ToList(), begun.Values[..kept].ToList());
                for (var day = 0; day < DaysAfter; day++)
                {
                    var from = Array.IndexOf(column.StartsUnixSeconds, alike[(next + day) % alike.Count].ToUnixTimeSeconds());
                    for (var slot = 0; slot < Slots; slot++)
                    {
                        starts.Add(chosen.End.ToUnixTimeSeconds() + (((day * Slots) + slot) * (long)SlotSeconds));
                        values.Add(column.Values[from + slot]);
                    }
                }

                return column with { StartsUnixSeconds = [.. starts], Values = [.. values] };
            }),
        ];
    }

    private static ImmutableArray<SeriesColumn> Slice(ImmutableArray<SeriesColumn> columns, int from) =>
    [
        .. columns.Select(column => column with
        {
            StartsUnixSeconds = column.StartsUnixSeconds[(from - Slots)..Math.Min(from + (3 * Slots), column.StartsUnixSeconds.Length)],
            Values = column.Values[(from - Slots)..Math.Min(from + (3 * Slots), column.Values.Length)],
        }),
    ];
}
