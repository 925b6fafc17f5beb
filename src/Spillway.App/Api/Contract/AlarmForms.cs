using Spillway.App.Alarms;

namespace Spillway.App.Api.Contract;

#pragma warning disable CS1591, SA1402, SA1649 // The field names are the contract, and docs/reference/api-alarms.md says what each means.
#pragma warning disable CA1812 // Read by the description's generator and the tests.

internal sealed record AlarmListAnswer(AlarmEntryAnswer[] Alarms, AlarmEntryAnswer[] Returned, AlarmTagAnswer[] OutOfService, int Unacknowledged, AlarmRatesAnswer Rates);

internal sealed record AlarmTagAnswer(string Subject, string By, DateTimeOffset AtUtc, string Reason, bool ByOrder);

internal sealed record AlarmRatesAnswer(
    [property: System.Text.Json.Serialization.JsonPropertyName("in_10_minutes")] int InTenMinutes,
    [property: System.Text.Json.Serialization.JsonPropertyName("worst_10_minutes_of_24_hours")] int WorstTenMinutes,
    [property: System.Text.Json.Serialization.JsonPropertyName("average_10_minutes_of_24_hours")] decimal AverageTenMinutes,
    [property: System.Text.Json.Serialization.JsonPropertyName("flood_minutes_of_24_hours")] int FloodMinutes,
    bool IsFlood);

internal sealed record AlarmEntryAnswer(
    long Id, string Code, string Subject, string Text, decimal? MeasuredMw, decimal? ExpectedMw, decimal? BeforeMw, decimal? WithinSeconds, int[] Machines, int MoreMachines,
    [OneOf(typeof(AlarmState))] string State, bool IsStanding, [OneOf(typeof(AlarmPriority))] string Priority, string Meaning, string Action, DateTimeOffset RaisedUtc,
    DateTimeOffset LastRaisedUtc, int Times, DateTimeOffset? ReturnedUtc, long FirstOut, AlarmMarkAnswer? Acknowledged, AlarmMarkAnswer? Shelved, DateTimeOffset? ShelvedUntilUtc,
    AlarmMarkAnswer? OutOfService, decimal LongestShelfSeconds);

internal sealed record AlarmMarkAnswer(string By, DateTimeOffset AtUtc, string? Note);

internal sealed record AlarmTableAnswer(AlarmDefinitionAnswer[] Alarms);

internal sealed record AlarmDefinitionAnswer(
    string Code, [OneOf(typeof(AlarmPriority))] string Priority, string Because, string Title, string Meaning, string Action, decimal LongestShelfSeconds);

internal sealed record AlarmHistoryList(AlarmHistoryAnswer[] History, long? Next);

internal sealed record AlarmHistoryAnswer(
    long Line, DateTimeOffset AtUtc, [OneOf(typeof(AlarmChangeKind))] string Change, long? Id, string? Code, string Subject, string By, string? Note, long Record);

internal sealed record AcknowledgeBody(long[] Ids, string? Note = null);

internal sealed record NoteBody(string? Note = null);

internal sealed record ShelveBody(int Seconds, string Reason);

internal sealed record OutOfServiceBody(string Subject, string Reason);
