using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>The tests that have a small emulated site with its desk and crew each: one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class HallTestGroup
{
    /// <summary>The name of the collection.</summary>
    public const string Name = "two emulated halls and their crew";
}
