using Spillway.App.Machines;
using Spillway.Engine.Signals.Field;

namespace Spillway.App.Console.Fleet;

/// <summary>How the figures of a machine look: old ones are struck through.</summary>
internal static class FleetClasses
{
    /// <summary>The cell of its watts.</summary>
    /// <param name="row">The machine.</param>
    public static string Power(in MachineRow row) => IsPowerStale(row) ? "number stale" : "number";

    /// <summary>The cell of what it alone says.</summary>
    /// <param name="row">The machine.</param>
    public static string Said(in MachineRow row) => row.IsStale ? "number wide stale" : "number wide";

    /// <summary>Whether its watts are old: those of a machine without power are its breaker's word, not its own.</summary>
    /// <param name="row">The machine.</param>
    public static bool IsPowerStale(in MachineRow row) => row.IsStale && row.State.Condition != MachineCondition.Unpowered;
}
