using NodaTime;

namespace Spillway.Simulation.Worlds;

/// <summary>How large a world is.</summary>
/// <param name="Machines">How many machines it has, 6 to 100,000; a third in each of three groups.</param>
/// <param name="Length">How long things go wrong in it; what is asked of the site is asked in this time too.</param>
/// <param name="Calm">How long it then runs without a fault, so that the fleet reaches what is wanted.</param>
/// <param name="FaultsPerMachineDay">Faults per machine and day, as <see cref="Faults.FaultSchedule"/> has it.</param>
/// <param name="Pass">The time between two control passes.</param>
public sealed record WorldSize(int Machines, Duration Length, Duration Calm, double FaultsPerMachineDay, Duration Pass)
{
    /// <summary>A small one: 60 machines, 6 h and then 30 min of calm, 2 faults per machine and day, a pass every 5 s.</summary>
    public static WorldSize Small { get; } = new(60, Duration.FromHours(6), Duration.FromMinutes(30), 2, Duration.FromSeconds(5));
}
