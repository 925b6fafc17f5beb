using System.Collections.Immutable;
using Spillway.App.Api.Contract;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Earnings;

/// <summary>The fields of the queries of money, for the API's description.</summary>
internal static class MoneyQueries
{
    /// <summary>Which days; today where none is named.</summary>
    public static ImmutableArray<ApiQuery> Period { get; } =
    [
        ApiQuery.Word("period", "The running day, or the running month so far.", ["today", "month"], "today"),
        ApiQuery.Day("day", "A local day."),
        ApiQuery.Text("month", "A local month, as 2026-07."),
        ApiQuery.Day("from", "The first local day; with to, at most 366 days."),
        ApiQuery.Day("to", "The local day after the last."),
    ];

    /// <summary>Which lines.</summary>
    /// <param name="usual">How many without a number.</param>
    /// <param name="most">The most.</param>
    public static ImmutableArray<ApiQuery> Lines(int usual, int most) =>
    [
        ApiQuery.Word("charge", "Of one charge.", ApiWords.Of<ChargeKind>()),
        ApiQuery.Text("contract", "Under one contract, - for none."),
        ApiQuery.Day("day_of", "That begin on a local day."),
        ApiQuery.Word("order", "Which come first.", ["time", "amount"], "time"),
        ApiQuery.Limit(usual, most),
        ApiQuery.Text("cursor", "The line behind which to go on: next_cursor of the page before."),
    ];

    /// <summary>A paper to keep.</summary>
    /// <param name="forms">Its forms.</param>
    public static ApiQuery Form(params ReadOnlySpan<string> forms) => ApiQuery.Word("form", "A paper to keep; without it, one JSON object.", [.. forms]);
}
