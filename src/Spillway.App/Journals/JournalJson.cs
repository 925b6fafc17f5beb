using System.Text.Json;
using System.Text.Json.Nodes;
using Spillway.App.Api;
using Spillway.Journal;
using Spillway.Journal.Proof;

namespace Spillway.App.Journals;

/// <summary>The journal's records and their verification as JSON, with the field names of <c>spillway verify</c>.</summary>
public static class JournalJson
{
    /// <summary>A record.</summary>
    /// <param name="record">The record.</param>
    public static JsonObject Of(JournalRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return new()
        {
            ["number"] = record.Number,
            ["at_utc"] = ApiJson.Instant(record.At),
            ["kind"] = record.Kind,
            ["version"] = record.Version,
            ["payload"] = Payload(record.Payload),
        };
    }

    /// <summary>A record with its place in the chain.</summary>
    /// <param name="chained">The record.</param>
    public static JsonObject Of(ChainedRecord chained)
    {
        ArgumentNullException.ThrowIfNull(chained);
        var json = Of(chained.Record);
        json["previous"] = chained.Previous.ToString();
        json["hash"] = chained.Hash.ToString();
        return json;
    }

    /// <summary>A verification.</summary>
    /// <param name="state">How far it is; null where there was none.</param>
    public static JsonObject Of(JournalCheckState? state) => state is null ? new() { ["state"] = "none" } : new()
    {
        ["state"] = state.IsRunning ? "running" : state.Result is not null ? "done" : "ended",
        ["by"] = state.By,
        ["began_utc"] = ApiJson.Instant(state.BeganAt),
        ["read"] = state.Read,
        ["of"] = state.Head,
        ["fault"] = state.Fault,
        ["whole"] = state.Result?.IsWhole,
        ["records"] = state.Result?.Records,
        ["first_number"] = state.Result?.First,
        ["head"] = state.Result?.Head is not { } head ? null : new JsonObject { ["number"] = head.Number, ["at_utc"] = ApiJson.Instant(head.At), ["hash"] = head.Hash.ToString() },
        ["findings"] = new JsonArray([.. (state.Result?.Findings ?? []).Select(static finding => (JsonNode)Of(finding))]),
    };

    /// <summary>A payload: JSON as it stands, other bytes in base 64.</summary>
    /// <param name="payload">The payload.</param>
    public static JsonNode? Payload(ReadOnlyMemory<byte> payload)
    {
        try
        {
            return JsonNode.Parse(payload.Span);
        }
        catch (JsonException)
        {
            return Convert.ToBase64String(payload.Span);
        }
    }

    private static JsonObject Of(JournalFinding finding) => new()
    {
        ["finding"] = Word(finding.Kind),
        ["number"] = finding.Number,
        ["last_number"] = finding.LastNumber,
        ["at_utc"] = finding.At is { } at ? ApiJson.Instant(at) : null,
        ["detail"] = finding.Detail,
    };

    /// <summary>A kind of finding by its word on the command line.</summary>
    /// <param name="kind">The kind.</param>
    public static string Word(JournalFindingKind kind) => string.Concat(kind.ToString().Select(static (letter, index) =>
        char.IsUpper(letter) ? (index == 0 ? "" : "-") + char.ToLowerInvariant(letter) : letter.ToString()));
}
