using System.Collections.Immutable;

namespace Spillway.Engine.Settlements.Bridges;

/// <summary>The names of a bridge's parts in files and on screens.</summary>
public static class BridgeNames
{
    private static readonly ImmutableArray<string> Names =
    [
        "volume", "price", "production-given-up", "restart-losses", "contracts", "ancillary", "emergency-response",
        "coincident-peaks", "delivery", "retail-adder", "hosting", "forecast-error", "machine-failures", "late-response",
        "operator-holds", "unmetered",
    ];

    /// <summary>The name of a part.</summary>
    /// <param name="kind">The part.</param>
    /// <returns>Its name, such as <c>restart-losses</c>.</returns>
    public static string Of(BridgePartKind kind) => Names[(int)kind];
}
