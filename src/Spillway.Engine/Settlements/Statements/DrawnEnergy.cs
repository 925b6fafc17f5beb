using Spillway.Units;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>What one group drew in an interval and what a MWh of it earned: its production is the worth of what it drew and did not
/// spend on restarts.</summary>
/// <param name="Group">The group.</param>
/// <param name="Energy">Drawn, exact.</param>
/// <param name="Restart">The part of it that restarting machines drew; zero without a record.</param>
/// <param name="Worth">What a MWh earned.</param>
public readonly record struct DrawnEnergy(GroupId Group, MegawattHours Energy, MegawattHours Restart, EnergyPrice Worth);
