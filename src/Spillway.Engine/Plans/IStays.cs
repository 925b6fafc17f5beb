using Spillway.Units;

namespace Spillway.Engine.Plans;

/// <summary>A policy that can say of a group it stops whether it would let it run on were power cheaper.</summary>
public interface IStays : IPolicy
{
    /// <summary>Whether a group that runs would run on at lower prices.</summary>
    /// <param name="memory">What the policy remembers after it chose.</param>
    /// <param name="question">What it was asked.</param>
    /// <param name="index">The group's place in file order; the policy has stopped it.</param>
    /// <param name="cheaper">How much lower this price and those to come are, per MWh.</param>
    /// <returns>False also where it was stopped for another reason than its price.</returns>
    bool Stays(PolicyMemory? memory, PolicyQuestion question, int index, EnergyPrice cheaper);
}
