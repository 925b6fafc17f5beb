using System.Collections.Immutable;

namespace Spillway.Engine.Settlements.Reconciliations;

/// <summary>The names of the classes in files and on screens.</summary>
public static class VarianceNames
{
    private static readonly ImmutableArray<string> Names =
    [
        "rounding", "price-revision", "volume", "missing-interval", "daylight-saving", "adder", "loss-factor",
        "duplicate", "sign", "not-ours", "unknown",
    ];

    /// <summary>All names, in the order of the classes.</summary>
    public static ImmutableArray<string> All => Names;

    /// <summary>The name of a class.</summary>
    /// <param name="variance">The class.</param>
    /// <returns>Its name, such as <c>price-revision</c>.</returns>
    public static string Of(VarianceClass variance) => Names[(int)variance];
}
