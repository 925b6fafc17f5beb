using System.Collections.Immutable;
using ArchUnitNET.Domain;

namespace Spillway.ArchitectureTests.Rules;

/// <summary>The arrow inside the engine: a stage uses itself and the stages upstream of it.</summary>
internal static class StageOrder
{
    public static ImmutableArray<string> Stages { get; } =
        ["Sites", "Signals", "Forecasts", "Plans", "Commands", "Measurements", "Settlements"];

    public static IEnumerable<string> Faults(Architecture architecture, string engine) =>
        from type in architecture.Types
        let own = Stage(type.FullName, engine)
        where own >= 0
        from dependency in type.Dependencies
        let other = Stage(dependency.Target.FullName, engine)
        where other > own
        select $"{type.FullName} uses {dependency.Target.FullName}, which is downstream of it";

    /// <summary>What stands above the stages: the step, the state, the loop. No stage may use it.</summary>
    public static IEnumerable<string> UsesTheTop(Architecture architecture, string engine, IReadOnlyCollection<string> allowed) =>
        from type in architecture.Types
        where Stage(type.FullName, engine) >= 0
        from dependency in type.Dependencies
        let target = dependency.Target.FullName
        where target.StartsWith(engine + ".", StringComparison.Ordinal) && !target[(engine.Length + 1)..].Contains('.', StringComparison.Ordinal)
        where !allowed.Contains(target[(engine.Length + 1)..])
        select $"{type.FullName} uses {target}, which stands above the stages";

    private static int Stage(string fullName, string engine) =>
        fullName.StartsWith(engine + ".", StringComparison.Ordinal)
            ? Stages.IndexOf(fullName[(engine.Length + 1)..].Split('.')[0])
            : -1;
}
