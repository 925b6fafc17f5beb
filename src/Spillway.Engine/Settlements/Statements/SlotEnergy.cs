using Spillway.Engine.Signals;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>The energy of a constant power in an interval.</summary>
public static class SlotEnergy
{
    /// <summary>Power times the interval's hours.</summary>
    /// <param name="power">The power, consumption positive.</param>
    /// <param name="slot">The interval.</param>
    /// <returns>The energy, with at most 28 digits.</returns>
    public static MegawattHours Of(Megawatts power, Slot slot) => ExactEnergy.From(power, slot.Minutes).ToMegawattHours();
}
