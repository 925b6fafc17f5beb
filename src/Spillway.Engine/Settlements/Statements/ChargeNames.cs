using System.Collections.Immutable;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>The names of the charges in files, on statements and in the API.</summary>
public static class ChargeNames
{
    private static readonly ImmutableArray<string> Names =
    [
        "energy-real-time", "fixed-block", "day-ahead", "ancillary-award", "ancillary-imbalance",
        "emergency-response", "coincident-peak", "delivery", "retail-adder", "hosting",
    ];

    /// <summary>The name of a charge.</summary>
    /// <param name="charge">The charge.</param>
    /// <returns>Its name, such as <c>energy-real-time</c>.</returns>
    public static string Of(ChargeKind charge) => Names[(int)charge];

    /// <summary>The charge of a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="charge">The charge; without meaning where the answer is no.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string name, out ChargeKind charge)
    {
        var index = Names.IndexOf(name, StringComparer.Ordinal);
        charge = (ChargeKind)Math.Max(index, 0);
        return index >= 0;
    }
}
