using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>The tests that share one desk; they run one after the other, in any order.</summary>
[CollectionDefinition(Name)]
public sealed class ConsoleTestGroup : ICollectionFixture<ConsoleDesk>
{
    /// <summary>The name of the collection.</summary>
    public const string Name = "the console of one demonstration";
}
