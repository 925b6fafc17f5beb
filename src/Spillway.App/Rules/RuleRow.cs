using Spillway.Engine;

namespace Spillway.App.Rules;

/// <summary>One value of a market's rules as a person or a program reads it.</summary>
/// <param name="Rule">The key in the file: <c>price_limits[price-floor].value_usd_per_mwh</c>.</param>
/// <param name="Value">The value as the file writes it; empty where it is not known.</param>
/// <param name="Unit">Its unit; empty for words.</param>
/// <param name="IsKnown">Whether the file states it.</param>
/// <param name="Source">Where the file has it from.</param>
public sealed record RuleRow(string Rule, Wording Value, string Unit, bool IsKnown, string Source);
