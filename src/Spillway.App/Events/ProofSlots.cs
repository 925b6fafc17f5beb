using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Settlements;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.App.Events;

/// <summary>Works out, interval by interval, what an event took off and what that is worth.</summary>
/// <param name="trace">What the journal holds.</param>
/// <param name="fit">How far the site follows what it plans.</param>
internal sealed class ProofSlots(EventTrace trace, PlanFit fit)
{
    private const decimal SecondsPerMinute = 60m;
    private const decimal TeraPerExa = 1_000_000m;
    private const decimal HalfCovered = 0.5m;

    private readonly Site _site = trace.Desk.Site;

    /// <summary>The intervals from the order until an instant.</summary>
    /// <param name="without">What would have been.</param>
    /// <param name="until">When the site was back, or as far as is known.</param>
    /// <returns>Ascending.</returns>
    public ImmutableArray<ProofSlot> Until(ImmutableArray<CounterfactualSlot> without, Instant until) =>
        [.. without.Where(one => one.Step.Slot.Start < until).Select(one => Of(one, until))];

    private ProofSlot Of(CounterfactualSlot without, Instant until)
    {
        var step = without.Step;
        var (from, to) = (Instant.Max(step.Slot.Start, trace.Event.At), Instant.Min(step.Slot.End, until));
        var hours = (to - from).BclCompatibleTicks / (decimal)NodaConstants.TicksPerHour;
        var (mean, covered) = trace.Curve.Mean(from, to);
        var actual = covered >= HalfCovered ? mean : null;
        var expected = without.Power * fit.Middle;
        var notDrawn = actual is { } drawn ? (expected - drawn).Value * hours : 0m;
        var sold = SoldBack(step.Slot, notDrawn).ToList();
        var price = step.Price?.Value ?? 0m;
        var energy = sold.Sum(static one => one.Energy);
        var (production, hashes, wear) = GivenUp(without);
        return new(
            from,
            to,
            step.Price,
            expected,
            without.Power * fit.Lowest,
            without.Power * fit.Highest,
            actual,
            new(notDrawn - energy),
            new(energy),
            new(sold.Sum(one => one.Energy * (price - one.Block.SellBackSpread.Value))),
            new(sold.Sum(one => one.Energy * Math.Max(0m, price - one.Block.Price.Value))),
            production,
            hashes,
            wear);
    }

    // How much more of each block was left unburnt than would have been. Settlement looks at whole intervals: what was drawn in the rest
    // of the interval was drawn either way. Consumption uses the blocks in file order.
    private IEnumerable<(FixedBlock Block, decimal Energy)> SoldBack(Slot slot, decimal notDrawn)
    {
        const decimal MinutesPerHour = 60m;
        var (mean, covered) = trace.Curve.Mean(slot.Start, slot.End);
        var did = covered >= HalfCovered ? ExactEnergy.From(mean!.Value, slot.Minutes) : ExactEnergy.Zero;
        var would = did + new ExactEnergy(notDrawn * MinutesPerHour);
        foreach (var block in _site.Blocks)
        {
            var owed = block.Energy(slot.Start, slot.Length);
            var (without, with) = (BlockUse.Of(owed, would), BlockUse.Of(owed, did));
            (would, did) = (without.DrawnBeyond, with.DrawnBeyond);
            yield return (block, (with.Unsold - without.Unsold).ToMegawattHours().Value);
        }
    }

    // Production is known for whole intervals; what was produced before the order was produced either way.
    private (Money? Production, decimal? Hashes, Money Wear) GivenUp(CounterfactualSlot without)
    {
        var step = without.Step;
        if (step.Measured.IsEmpty)
        {
            return (null, null, Money.Zero);
        }

        var pool = _site.DatedPool(step.Slot.Start);
        var (production, hashes, wear) = (0m, 0m, 0m);
        for (var index = 0; index < _site.Loads.Length; index++)
        {
            var (load, would, did) = (_site.Loads[index], without.Runs[index], step.Measured[index]);
            var (paid, hashprice) = (pool?.Applied(load) ?? load, pool?.Hashprice ?? step.Hashprice);
            production += Earned(paid, would, hashprice) - Earned(paid, did, hashprice);
            hashes += Hashes(load, would) - Hashes(load, did);
            wear += load.WearPerStart.Value * (did.Starts - would.Starts);
        }

        return (new Money(production), hashes, new(wear));
    }

    private static decimal Earned(LoadGroup load, GroupRun run, Hashprice? hashprice) =>
        RunMoney.Of(load, run, EnergyPrice.Zero, hashprice).Production.ToMoney().Value;

    private static decimal Hashes(LoadGroup load, GroupRun run) =>
        load.Modes[run.ModeIndex].HashRate.Value * run.ProducingMachineMinutes.Value * SecondsPerMinute / TeraPerExa;
}
