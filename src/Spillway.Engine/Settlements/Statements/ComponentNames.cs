using System.Collections.Immutable;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>The names of the components in files and in the names of lines.</summary>
public static class ComponentNames
{
    private static readonly ImmutableArray<string> Names =
    [
        "consumption", "purchase", "real-time-value", "sell-back-spread", "award", "imbalance", "adder", "losses", "fee",
        "demand", "ratchet", "energy", "share", "credit", "penalty",
    ];

    /// <summary>The name of a component.</summary>
    /// <param name="component">The component.</param>
    /// <returns>Its name, such as <c>purchase</c>.</returns>
    public static string Of(LineComponent component) => Names[(int)component];

    /// <summary>The component of a name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="component">The component; without meaning where the answer is no.</param>
    /// <returns>Whether there is one.</returns>
    public static bool TryParse(string name, out LineComponent component)
    {
        var index = Names.IndexOf(name, StringComparer.Ordinal);
        component = (LineComponent)Math.Max(index, 0);
        return index >= 0;
    }
}
