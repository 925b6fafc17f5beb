using Xunit;

namespace Spillway.BrowserTests;

/// <summary>The tests that need no demonstration but a page, a desk of no machines or one of two small halls: one after the other, beside those
/// of a demonstration.</summary>
[CollectionDefinition(Name)]
public sealed class LightTestGroup
{
    /// <summary>The name of the collection.</summary>
    public const string Name = "what needs no demonstration";
}
