using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Signals;
using Spillway.Units;

namespace Spillway.Simulation.Worlds;

/// <summary>Prices drawn at random, one every five minutes: mostly low, now and then negative or at a spike. Once nothing goes
/// wrong any more the last one holds on.</summary>
public sealed class WorldPrices
{
    private const int Kept = 12 * 24 * 8;
    private static readonly SettlementPoint _point = SettlementPoint.FromColumn("LZ_WORLD");
    private readonly Instant _start;
    private readonly ImmutableArray<EnergyPrice> _prices;
    private readonly int _lastIndex;

    internal WorldPrices(WorldChance chance, Instant start, Duration length)
    {
        _start = start;
        _lastIndex = (int)Math.Floor(length / Interval);
        var prices = ImmutableArray.CreateBuilder<EnergyPrice>(Kept);
        var level = 30m;
        for (var index = 0; index < Kept; index++)
        {
            if (chance.Happens(0.1))
            {
                level = chance.Whole(0, 9) switch { 0 => -20m, 1 => 2000m, 2 or 3 => 150m, 4 or 5 => 90m, _ => 30m };
            }

            prices.Add(new(level + chance.Whole(-10, 10)));
        }

        _prices = prices.MoveToImmutable();
    }

    /// <summary>How long one price holds.</summary>
    public static Duration Interval { get; } = Duration.FromMinutes(5);

    /// <summary>A history without a price.</summary>
    public static PriceHistory Unknown => PriceHistory.Empty([_point], 0);

    /// <summary>The interval that an instant falls into.</summary>
    /// <param name="at">The instant; a wrong clock may show one before the start.</param>
    /// <returns>Its interval.</returns>
    public Slot SlotOf(Instant at) => new(_start + (Interval * Floor(at)), Interval);

    /// <summary>The end of the newest interval whose price is known; null before the first.</summary>
    /// <param name="at">When.</param>
    /// <returns>Its end.</returns>
    public Instant? NewestEnd(Instant at) => Index(at) == 0 ? null : SlotOf(at).Start;

    /// <summary>The reports of all intervals that ended in a span.</summary>
    /// <param name="after">Those that ended by then are known already; null for none.</param>
    /// <param name="until">Those that ended by then are newly known.</param>
    /// <returns>Oldest first.</returns>
    public ImmutableArray<PriceReport> Known(Instant? after, Instant until)
    {
        var first = after is { } known ? Index(known) : 0;
        return [.. Enumerable.Range(first, Math.Max(0, Index(until) - first)).Select(index => new PriceReport(_start + (Interval * index), Price(index), [(double)Price(index).Value]))];
    }

    /// <summary>What settles an interval.</summary>
    /// <param name="start">Its start.</param>
    /// <returns>Its price; null for one before the start, which a wrong clock may show.</returns>
    public EnergyPrice? SettlementAt(Instant start) => start < _start ? null : Price(Index(start));

    // In the calm the price stays where it is, so that what is wanted stays too.
    private EnergyPrice Price(int index) => _prices[Math.Min(index, _lastIndex)];

    private int Floor(Instant at) => (int)Math.Floor((at - _start) / Interval);

    private int Index(Instant at)
    {
        var index = Floor(at);
        Invariant.Holds(index >= 0 && index < Kept);
        return index;
    }
}
