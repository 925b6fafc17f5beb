using System.Collections.Immutable;
using Spillway.App.Accounts;
using Spillway.Engine.Signals.Orders;

namespace Spillway.App.Api.Contract;

/// <summary>What orders are asked with, for the API's description.</summary>
internal static class OrderQueries
{
    private const decimal MostAsked = 100_000m;

    // The kinds of the body, each with those that it becomes.
    private static readonly (string Word, OrderKind Kind)[] _kinds =
    [
        ("shed", OrderKind.Ceiling), ("floor", OrderKind.Floor), ("hold off", OrderKind.HoldOff), ("hold on", OrderKind.HoldOn), ("stop", OrderKind.Stop), ("lock", OrderKind.LockOut),
        ("unlock", OrderKind.Unlock),
    ];

    /// <summary>A shed that is only supposed.</summary>
    public static ImmutableArray<ApiQuery> Promise { get; } =
    [
        ApiQuery.Number("to_mw", "The ceiling in MW; this or by_mw.", 0, MostAsked), ApiQuery.Number("by_mw", "How many MW less than measured now, instead of to_mw.", 0, MostAsked),
        ApiQuery.Number("within_seconds", "The time to reach it; desk.order_within_seconds without it.", 0, MostAsked),
        ApiQuery.Word("rank", "With which rank.", ApiWords.GivenRanks, OrderWords.Of(OrderRank.Protection)),
    ];

    /// <summary>Which action each kind of order needs, in a sentence.</summary>
    public static string Actions() => "The order itself needs "
        + string.Join("; ", _kinds.GroupBy(static one => ActionRules.Of(OrderActions.Of(one.Kind)).Id).Select(static of => $"`{of.Key}` for {string.Join(", ", of.Select(static one => one.Word))}")) + ".";
}
