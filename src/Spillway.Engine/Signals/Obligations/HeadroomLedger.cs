using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Signals.Obligations;

/// <summary>Keeps apart what of a site is sold to whom, interval by interval: the same MW is never sold twice.</summary>
/// <param name="site">The site.</param>
public sealed class HeadroomLedger(Site site)
{
    /// <summary>What the site draws with every machine asleep.</summary>
    public Megawatts Asleep { get; } = new(site.Loads.Sum(static load => load.Power(LoadGroup.OffIndex, 0).Value));

    /// <summary>What all machines in normal mode draw beyond that.</summary>
    public Megawatts Capability { get; } =
        new(site.Loads.Sum(static load => load.Power(load.NormalModeIndex, load.Machines).Value - load.Power(LoadGroup.OffIndex, 0).Value));

    private Megawatts Limit => NotBelowZero(site.Limits.Import - Asleep);

    /// <summary>The ledger's line of one interval.</summary>
    /// <param name="slot">The interval.</param>
    /// <param name="held">What is held in it; what lies outside counts nothing.</param>
    /// <param name="running">What runs in it, as the site draws it; null for all that may.</param>
    /// <returns>What is free, and who holds the rest.</returns>
    public Headroom At(Slot slot, ImmutableArray<HeldPower> held, Megawatts? running)
    {
        var off = Peak(held, slot, HolderKind.HeldOff);
        var most = Megawatts.Min(Capability, Limit);
        var available = Megawatts.Min(most, NotBelowZero(Capability - HeldPeak.Sum(off)));
        var runs = running is { } drawn ? NotBelowZero(drawn - Asleep) : available;
        var up = HeldPeak.Of(held, slot.Start, slot.End, static one => one.NeedsRunning);
        var on = Peak(held, slot, HolderKind.HeldOn);
        var down = Peak(held, slot, HolderKind.AncillaryDown);
        var (bought, sold) = (Peak(held, slot, HolderKind.EnergyBought), Peak(held, slot, HolderKind.EnergySold));
        var needed = HeldPeak.Sum(up);

        // What an operator keeps running can stand behind an award that outranks him, but nobody should sell more of it.
        var kept = Megawatts.Min(HeldPeak.Sum(on), NotBelowZero(runs - needed));
        var holdings = ImmutableArray.CreateBuilder<Holding>();
        holdings.AddRange(bought.Concat(sold).Concat(up).Concat(down).Select(static one => new Holding(one.Kind, one.Name, one.Power)));
        Add(holdings, HolderKind.HeldOff, HeldPeak.Names(off), Megawatts.Min(HeldPeak.Sum(off), Capability));
        Add(holdings, HolderKind.HeldOn, HeldPeak.Names(on), kept);
        Add(holdings, HolderKind.Interconnection, "import limit", Capability - Megawatts.Min(HeldPeak.Sum(off), Capability) - available);
        Add(holdings, HolderKind.NotRunning, "not running", available - runs);
        return new(
            slot,
            Capability,
            available,
            runs,
            HeadroomSide.Of(runs, needed + kept),
            HeadroomSide.Of(NotBelowZero(available - runs), HeldPeak.Sum(down)),
            Ahead(HeldPeak.Sum(bought), HeldPeak.Sum(sold), needed),
            [.. holdings.OrderBy(static one => one.Kind).ThenBy(static one => one.Name, StringComparer.Ordinal)]);
    }

    /// <summary>Where less would run than others hold.</summary>
    /// <param name="book">What is held.</param>
    /// <param name="from">The start of the time.</param>
    /// <param name="to">Its end, exclusive.</param>
    /// <param name="ceiling">The most that the site may draw in it; null for the import limit.</param>
    /// <returns>The times, ascending; neighbours with the same numbers are one.</returns>
    public ImmutableArray<HeldShortfall> Shortfalls(HeldBook book, Instant from, Instant to, Megawatts? ceiling)
    {
        ArgumentNullException.ThrowIfNull(book);
        var edges = book.During(from, to).Where(static one => one.NeedsRunning || one.Kind == HolderKind.HeldOff).SelectMany(static one => new[] { one.Start, one.End }).Where(at => at > from && at < to).Append(from).Append(to).Distinct().Order().ToList();
        var found = new List<HeldShortfall>();
        for (var index = 0; index + 1 < edges.Count; index++)
        {
            var slot = new Slot(edges[index], edges[index + 1] - edges[index]);
            var held = book.During(slot.Start, slot.End);
            var bounds = HeldBounds.Of(held, slot.Start, slot.End);
            var may = At(slot, held, null).Available;
            var runs = ceiling is { } most ? Megawatts.Min(may, NotBelowZero(most - Asleep)) : may;
            if (bounds.Running > runs)
            {
                Append(found, new(slot.Start, slot.End, bounds.Running, runs, bounds.RunningFor));
            }
        }

        return [.. found];
    }

    // Energy that an award forces the site to burn cannot be sold ahead as well.
    private static HeadroomSide Ahead(Megawatts bought, Megawatts sold, Megawatts needed)
    {
        var free = NotBelowZero(bought - needed) - sold;
        return new(bought, sold + Megawatts.Min(needed, bought), NotBelowZero(free), NotBelowZero(-free));
    }

    private static void Append(List<HeldShortfall> found, HeldShortfall next)
    {
        if (found.Count > 0 && found[^1] is var last && last.End == next.Start && last with { End = next.End } == next with { Start = last.Start })
        {
            found[^1] = last with { End = next.End };
            return;
        }

        found.Add(next);
    }

    private static void Add(ImmutableArray<Holding>.Builder holdings, HolderKind kind, string name, Megawatts power)
    {
        if (power > Megawatts.Zero)
        {
            holdings.Add(new(kind, name, power));
        }
    }

    private static ImmutableArray<HeldPower> Peak(ImmutableArray<HeldPower> held, Slot slot, HolderKind kind) =>
        HeldPeak.Of(held, slot.Start, slot.End, one => one.Kind == kind);

    private static Megawatts NotBelowZero(Megawatts power) => power < Megawatts.Zero ? Megawatts.Zero : power;
}
