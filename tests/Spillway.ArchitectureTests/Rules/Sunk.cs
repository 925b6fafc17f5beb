using System.Collections.Immutable;
using ArchUnitNET.Domain;
using ArchUnitNET.Domain.Dependencies;

namespace Spillway.ArchitectureTests.Rules;

/// <summary>What was agreed is owed whether machines run or not, so nothing that decides may read it.</summary>
internal static class Sunk
{
    private const string Site = "Spillway.Engine.Sites.Site";
    private const string Block = "Spillway.Engine.Sites.FixedBlock";
    private const string Contracts = "Spillway.Engine.Sites.Contracts.";

    private static readonly ImmutableArray<string> _deciding = ["Forecasts", "Plans", "Commands"];
    private static readonly ImmutableArray<string> _agreed = ["get_Contracts", "get_Blocks", "DatedPool"];

    /// <summary>Types of the deciding stages that know a contract or ask a site for its contracts.</summary>
    public static IEnumerable<string> Readers(Architecture architecture, string engine) =>
        (from type in architecture.Types
         where _deciding.Any(stage => type.FullName.StartsWith($"{engine}.{stage}.", StringComparison.Ordinal))
         from dependency in type.Dependencies
         where IsContract(dependency.Target.FullName) || AsksForThem(dependency)
         select $"{type.FullName} uses {dependency.Target.FullName}").Distinct();

    private static bool IsContract(string type) => type == Block || type.StartsWith(Contracts, StringComparison.Ordinal);

    private static bool AsksForThem(ITypeDependency dependency) =>
        dependency is MethodCallDependency call
        && call.Target.FullName == Site
        && _agreed.Any(name => call.TargetMember.Name.StartsWith(name, StringComparison.Ordinal));
}
