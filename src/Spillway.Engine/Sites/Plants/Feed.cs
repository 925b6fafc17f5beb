using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Sites.Plants;

/// <summary>One breaker or contactor and the machines behind it, all of one group.</summary>
/// <param name="Id">Its name.</param>
/// <param name="GroupIndex">The group, in file order.</param>
/// <param name="FirstMachine">The number of the first machine behind it.</param>
/// <param name="Machines">How many there are; above zero.</param>
/// <param name="OpenWithin">From the command until its feedback says open; above zero.</param>
/// <param name="HasWatchdog">Whether it opens by itself unless it is fed.</param>
public sealed record Feed(
    FeedId Id, int GroupIndex, int FirstMachine, int Machines, Duration OpenWithin, bool HasWatchdog)
{
    /// <summary>The number after its last machine.</summary>
    public int EndMachine => FirstMachine + Machines;
}
