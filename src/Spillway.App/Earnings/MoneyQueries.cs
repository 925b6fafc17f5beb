using System.Collections.Immutable;

namespace Spillway.App.Earnings;

/// <summary>The fields of the queries of money, for the API's description.</summary>
internal static class MoneyQueries
{
    /// <summary>Which days.</summary>
    public static ImmutableArray<(string Name, string Meaning)> Period { get; } =
    [
        ("period", "today or month."), ("day", "A local day."), ("month", "A local month, as 2026-07."), ("from", "The first local day."), ("to", "The local day after the last."),
    ];

    /// <summary>Which lines.</summary>
    public static ImmutableArray<(string Name, string Meaning)> Lines { get; } =
    [
        ("charge", "Of one charge."), ("contract", "Under one contract, - for none."), ("day_of", "That begin on a local day."), ("order", "time or amount."), ("limit", "At most so many."), ("cursor", "The line behind which to go on."),
    ];
}
