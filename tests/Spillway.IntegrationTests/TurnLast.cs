using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace Spillway.IntegrationTests;

/// <summary>What needs no turn first: it goes on while another test program has it.</summary>
public sealed class TurnLast : ITestCollectionOrderer
{
    // A collection that nobody named is called by its class.
    private static readonly List<string> _waiting =
    [
        .. typeof(TurnLast).Assembly.GetTypes().Where(static type => type.IsAssignableTo(typeof(IClassFixture<TestTurn>)))
            .Select(static type => type.GetCustomAttribute<CollectionAttribute>()?.Name ?? type.FullName!),
    ];

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [.. testCollections.OrderBy(static one => _waiting.Exists(name => one.TestCollectionDisplayName.Contains(name, StringComparison.Ordinal)))];
}
