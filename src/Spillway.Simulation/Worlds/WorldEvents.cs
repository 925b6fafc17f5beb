namespace Spillway.Simulation.Worlds;

/// <summary>What of the rarer things happened in a world, so that it can be seen that its checks had something to look at.</summary>
/// <param name="Swings">Alarms of a swing that nobody ordered.</param>
/// <param name="Reboots">Controllers started anew.</param>
/// <param name="Waits">Passes that the desk let go by because its journal took nothing.</param>
/// <param name="ClockSteps">Alarms of a clock that stepped.</param>
/// <param name="Lowered">Machines told to go over to a lower mode because an order asked for less.</param>
public readonly record struct WorldEvents(long Swings, long Reboots, long Waits, long ClockSteps, long Lowered)
{
    /// <summary>Adds two up.</summary>
    /// <param name="left">One.</param>
    /// <param name="right">The other.</param>
    /// <returns>Both.</returns>
    public static WorldEvents operator +(WorldEvents left, WorldEvents right) =>
        new(left.Swings + right.Swings, left.Reboots + right.Reboots, left.Waits + right.Waits, left.ClockSteps + right.ClockSteps, left.Lowered + right.Lowered);
}
