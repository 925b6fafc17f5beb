using System.Globalization;
using System.Text.Json;
using Spillway.App.Proofs.Bundles;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Proofs.Verification;

/// <summary>Compares a figure of the totals with what the rest of the bundle makes.</summary>
internal static class StatedFigure
{
    /// <summary>Compares it.</summary>
    /// <param name="leaf">The totals.</param>
    /// <param name="faults">Takes the fault.</param>
    /// <param name="figure">Its name and what is stated.</param>
    /// <param name="expected">What was made.</param>
    /// <param name="makers">What made it: <c>the lines make</c>.</param>
    public static void Compare(in Leaf leaf, FaultList faults, (string Name, JsonElement Stated) figure, decimal expected, string makers)
    {
        if (figure.Stated.GetDecimal() != expected)
        {
            faults.Add(leaf, string.Create(CultureInfo.InvariantCulture, $"its {figure.Name} is {figure.Stated.GetDecimal()}, and {makers} {BundleText.Decimal(expected)}"));
        }
    }

    /// <summary>A sum as it is shown.</summary>
    public static decimal Cents(decimal value) => LineAmount.ToCent(new(value)).Value;
}
