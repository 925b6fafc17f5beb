using Spillway.Simulation.Faults;

namespace Spillway.Simulation.World;

/// <summary>The little of a machine that a desk needs every few seconds.</summary>
/// <param name="Phase">What it is doing.</param>
/// <param name="Mode">The mode set.</param>
/// <param name="Faults">What is wrong with it.</param>
/// <param name="IsToldToSleep">Whether it was told to sleep and remembers it.</param>
/// <param name="Watts">True draw. Unit: W.</param>
/// <param name="ReportedWatts">What its power field shows. Unit: W.</param>
/// <param name="HashrateThPerS">Unit: TH/s.</param>
internal readonly record struct MachineGlance(
    MachinePhase Phase, MachineMode Mode, MachineFaults Faults, bool IsToldToSleep, double Watts, double ReportedWatts, double HashrateThPerS)
{
    public bool IsAnswering => MachineSnapshot.Answers(Phase, Faults);

    /// <summary>Whether it makes power into hashes or is on the way to.</summary>
    public bool IsOn => Phase is MachinePhase.Tuning or MachinePhase.Ramping or MachinePhase.Hashing;
}
