using System.Collections.Immutable;
using Spillway.Engine.Signals;
using Spillway.Engine.Signals.Obligations;
using Spillway.Units;

namespace Spillway.Engine.Plans.Foresight;

/// <summary>One interval as foresight knows it.</summary>
/// <param name="Slot">The interval.</param>
/// <param name="Price">The price that will settle it.</param>
/// <param name="Hashprice">The hash price of its own UTC day; null where no load needs one.</param>
public readonly record struct ForesightInterval(Slot Slot, EnergyPrice Price, Hashprice? Hashprice)
{
    /// <summary>What others hold of the site; nothing unless it is said.</summary>
    public HeldBounds Held { get; init; }

    /// <summary>What of the power bought ahead is sold back below the market's price where it is not drawn; nothing unless it is said.</summary>
    public ImmutableArray<SellBackTier> SellBack { get; init; }

    /// <summary>Whether what is not drawn costs a spread.</summary>
    internal bool HasSpread => !SellBack.IsDefaultOrEmpty;

    /// <summary>Whether what others hold binds any machine.</summary>
    internal bool IsHeld => Held.Running > Megawatts.Zero || Held.Room > Megawatts.Zero;
}
