using System.Text.Json.Nodes;

namespace Spillway.App.Api.Contract;

#pragma warning disable CS1591, SA1402, SA1649 // The field names are the contract, and docs/reference/api.md says what each means.
#pragma warning disable CA1812 // Read by the description's generator and the tests.

internal sealed record RecordList(long HeadNumber, long LookedAt, RecordAnswer[] Records, long? Next);

internal sealed record RecordAnswer(long Number, DateTimeOffset AtUtc, string Kind, int Version, JsonNode? Payload);

internal sealed record VerificationAnswer(
    [OneOf("none", "running", "done", "ended")] string State, string? By = null, DateTimeOffset? BeganUtc = null, long? Read = null, long? Of = null, string? Fault = null, bool? Whole = null,
    long? Records = null, long? FirstNumber = null, JournalHeadAnswer? Head = null, JournalFindingAnswer[]? Findings = null);

internal sealed record JournalHeadAnswer(long Number, DateTimeOffset AtUtc, string Hash);

internal sealed record JournalFindingAnswer(string Finding, long? Number, long? LastNumber, DateTimeOffset? AtUtc, string Detail);
