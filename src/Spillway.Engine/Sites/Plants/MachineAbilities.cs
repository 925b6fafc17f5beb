using System.Collections.Immutable;
using NodaTime;

namespace Spillway.Engine.Sites.Plants;

/// <summary>What the machines of a group can be told, and how fast they follow; declared by their driver, not guessed.</summary>
/// <param name="CanSleep">Whether they can be told to sleep and to wake.</param>
/// <param name="Reaches">One entry a mode of the group: whether a running machine can be told to run in it; entry 0 (off) is unused.</param>
/// <param name="SleepWithin">From the command until the watts are down; above zero.</param>
/// <param name="HashWithin">From a wake, or from a closed feed, until full power; above zero.</param>
/// <param name="SleepOutlastsPowerCut">Whether a sleeping machine still sleeps after it lost power.</param>
/// <param name="Watts">How far their watts can be trusted.</param>
public sealed record MachineAbilities(
    bool CanSleep,
    ImmutableArray<bool> Reaches,
    Duration SleepWithin,
    Duration HashWithin,
    bool SleepOutlastsPowerCut,
    WattsGrade Watts)
{
    /// <summary>Whether their controllers can be started anew by command. Default: no.</summary>
    public bool CanReboot { get; init; }
}
