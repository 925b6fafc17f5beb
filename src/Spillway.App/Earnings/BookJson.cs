using System.Collections.Immutable;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using Spillway.App.Api;
using Spillway.App.Statements.Books;
using Spillway.Engine.Settlements.Statements;

namespace Spillway.App.Earnings;

/// <summary>The book of statements as JSON.</summary>
internal static class BookJson
{
    /// <summary>All months.</summary>
    public static JsonObject Of(ImmutableArray<(YearMonth Month, bool IsClosed, ImmutableArray<BookVersion> Versions)> months) => new()
    {
        ["months"] = new JsonArray([.. months.Select(static one => (JsonNode)new JsonObject
        {
            ["month"] = BookManifest.Text(one.Month),
            ["closed"] = one.IsClosed,
            ["versions"] = new JsonArray([.. one.Versions.Select(static version => (JsonNode)Of(version))]),
        })]),
    };

    /// <summary>One version.</summary>
    public static JsonObject Of(BookVersion version) => new()
    {
        ["month"] = BookManifest.Text(version.Month),
        ["version"] = version.Number,
        ["kind"] = BookKinds.Of(version.Kind),
        ["of"] = BookManifest.Text(version.Of),
        ["booked_utc"] = InstantPattern.General.Format(version.BookedAt),
        [$"amount_{version.Currency.ToLowerInvariant()}"] = ApiJson.Number(LineAmount.ToCent(version.Amount).Value),
        ["sha256"] = version.Sha256,
    };
}
