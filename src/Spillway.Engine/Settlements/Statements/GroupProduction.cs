using Spillway.Units;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>What one group drew over the settled intervals and what that produced.</summary>
/// <param name="Group">The group.</param>
/// <param name="Energy">Drawn.</param>
/// <param name="Restart">The part of it that a desk's record says restarting machines drew; zero without a record.</param>
/// <param name="Revenue">Value times the energy that produced, exact.</param>
/// <param name="Grade">How the energy is known.</param>
public sealed record GroupProduction(
    GroupId Group, MegawattHours Energy, MegawattHours Restart, Money Revenue, EnergyGrade Grade);
