using System.Collections.Immutable;
using Spillway.Units;

namespace Spillway.Engine.Plans.Foresight;

/// <summary>A height in the merit order: the most valuable machines run up to here, the rest are off.</summary>
/// <param name="Machines">How many of each group run, in file order.</param>
/// <param name="Power">What the site then draws.</param>
internal sealed record StackLevel(ImmutableArray<int> Machines, Megawatts Power);
