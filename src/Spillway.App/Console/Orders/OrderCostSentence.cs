using Spillway.App.Console.Texts;

namespace Spillway.App.Console.Orders;

/// <summary>What an order costs an hour, with its direction in a word.</summary>
/// <param name="reader">Who reads.</param>
public sealed class OrderCostSentence(Reader reader)
{
    /// <summary>The sentence.</summary>
    /// <param name="perHour">The cost of an hour; below zero where it saves, null where it is not known.</param>
    /// <param name="currency">The site's currency.</param>
    public string Of(decimal? perHour, string currency) => perHour switch
    {
        null => reader["What it costs is not known: a price or a value is missing."],
        > 0m => reader["Costs {0} {1} an hour.", Reader.Number(perHour, "#,##0"), currency],
        < 0m => reader["Saves {0} {1} an hour.", Reader.Number(-perHour, "#,##0"), currency],
        _ => reader["Costs nothing."],
    };
}
