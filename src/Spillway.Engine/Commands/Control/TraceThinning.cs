using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>Makes a trace short without forgetting how far it went. It is cut into cells, 200 to each of the times that somebody asks
/// about; of a cell that has more than four entries, four stay: its least and its most, and its last two levels, for a level holds until
/// the second one after it. All four stand at the cell's end. So no level and no sample is forgotten sooner than without this, and none is
/// remembered longer than by a 200th of the time asked about.</summary>
internal static class TraceThinning
{
    private const int CellsOfTime = 200;
    private const int LeftOfCell = 4;

    /// <summary>A short trace that says the same.</summary>
    /// <param name="trace">The trace, oldest first.</param>
    /// <param name="now">The instant.</param>
    /// <param name="shorter">The shorter of the times that somebody asks about: what is younger is cut finely.</param>
    /// <param name="longer">The longer of them.</param>
    public static List<PowerTrace> Of(ReadOnlySpan<PowerTrace> trace, Instant now, Duration shorter, Duration longer)
    {
        var thinned = new List<PowerTrace>(PowerTrace.MostEntries);
        var first = 0;
        for (var next = 1; next <= trace.Length; next++)
        {
            if (next == trace.Length || Cell(trace[next].At) != Cell(trace[first].At))
            {
                AddCell(thinned, trace[first..next]);
                first = next;
            }
        }

        return thinned;

        (bool IsOld, long Number) Cell(Instant at)
        {
            var isOld = at < now - shorter;
            var ticks = Math.Max(1, (isOld ? longer : shorter).BclCompatibleTicks / CellsOfTime);
            return (isOld, at.ToUnixTimeTicks() / ticks);
        }
    }

    private static void AddCell(List<PowerTrace> thinned, ReadOnlySpan<PowerTrace> cell)
    {
        if (cell.Length <= LeftOfCell)
        {
            thinned.AddRange(cell);
            return;
        }

        var end = cell[^1].At;
        var (least, most) = (cell[0] with { At = end }, cell[0] with { At = end });
        foreach (var entry in cell)
        {
            least = least with { Expected = Megawatts.Min(least.Expected, entry.Expected), Metered = Lesser(least.Metered, entry.Metered) };
            most = most with { Expected = Greater(most.Expected, entry.Expected), Metered = Greatest(most.Metered, entry.Metered) };
        }

        thinned.Add(least);
        thinned.Add(most);
        thinned.Add(new(end, cell[^2].Expected, null));
        thinned.Add(new(end, cell[^1].Expected, null));
    }

    private static Megawatts Greater(Megawatts left, Megawatts right) => left < right ? right : left;

    private static Megawatts? Lesser(Megawatts? left, Megawatts? right) =>
        left is { } one && right is { } other ? Megawatts.Min(one, other) : left ?? right;

    private static Megawatts? Greatest(Megawatts? left, Megawatts? right) =>
        left is { } one && right is { } other ? Greater(one, other) : left ?? right;
}
