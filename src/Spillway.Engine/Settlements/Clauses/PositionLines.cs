using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Clauses;

/// <summary>The two lines that every position has in an interval: bought at its price, given back at the market's.</summary>
internal static class PositionLines
{
    /// <summary>What a position owes in an interval.</summary>
    /// <param name="position">The position.</param>
    /// <param name="interval">The interval, open or settled.</param>
    /// <returns>Bought energy positive; zero while it is not in force.</returns>
    /// <exception cref="RefusedException">It is in force and nobody said how much it holds.</exception>
    public static ExactEnergy Owed(IPosition position, MeteredInterval interval)
    {
        var start = interval.Slot.Start;
        return !position.Term.Covers(start) ? ExactEnergy.Zero
            : position.Known.Covers(start) ? position.Energy(start, interval.Slot.Length)
            : throw new RefusedException(
                ClauseErrors.NotNominated, $"contract '{position.Id}': it is in force in {ClauseLines.Month(interval)} and nobody said how much it holds in that month.");
    }

    /// <summary>Writes the two lines.</summary>
    /// <param name="write">Takes them.</param>
    /// <param name="position">The position.</param>
    /// <param name="interval">A settled interval.</param>
    /// <param name="owed">What it owes in it.</param>
    public static void Write(ClauseLines write, IPosition position, MeteredInterval interval, ExactEnergy owed)
    {
        var quantity = owed.ToMegawattHours().Value;
        write.Write(
            new(ChargeKind.FixedBlock, LineComponent.Purchase),
            interval.Slot,
            new(quantity, LineUnit.MegawattHour),
            ClauseLines.Stated("price", interval.Slot, position.Price.Value),
            interval.JournalSequence);
        write.Write(
            new(ChargeKind.FixedBlock, LineComponent.RealTimeValue),
            interval.Slot,
            new(-quantity, LineUnit.MegawattHour),
            ClauseLines.Market(interval.Financial!.Value),
            interval.JournalSequence);
    }
}
