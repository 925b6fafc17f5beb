using Spillway.App.ShiftLog;

namespace Spillway.App.Api.Contract;

#pragma warning disable CS1591, SA1402, SA1649 // The field names are the contract, and docs/reference/api-alarms.md says what each means.
#pragma warning disable CA1812 // Read by the description's generator and the tests.

internal sealed record ShiftAnswer(string Shift, DateTimeOffset StartUtc, DateTimeOffset EndUtc);

internal sealed record ShiftEntryList(ShiftAnswer Running, ShiftEntryAnswer[] Entries, long? Next);

internal sealed record ShiftEntryAnswer(
    long Id, int Version, [OneOf(typeof(NoteKind))] string Kind, string Shift, DateTimeOffset AtUtc, DateTimeOffset? EditedUtc, string By, string Text, string[] Links, long? To, bool IsPinned,
    long Record, ShiftReader[] ReadBy);

internal sealed record ShiftReader(string By, DateTimeOffset AtUtc);

internal sealed record ShiftEntryWhole(ShiftEntryAnswer Entry, ShiftEntryVersion[] Versions, ShiftEntryAnswer[] Added);

internal sealed record ShiftEntryVersion(int Version, DateTimeOffset AtUtc, string Text, long Record);

internal sealed record HandOverAnswer(
    string Shift, DateTimeOffset StartUtc, DateTimeOffset EndUtc, decimal EnergyMwh, decimal SeenSeconds, HandOverOrder[] Orders, AlarmHistoryAnswer[] Alarms, ShiftEntryAnswer[] Entries);

internal sealed record HandOverOrder(DateTimeOffset AtUtc, string Id, bool IsEnd, string? Kind, string? By, decimal? Mw, string? Reason);

internal sealed record ScheduleAnswer(string[] Starts, ShiftAnswer Running);

internal sealed record ScheduleBody(string[] Starts);

internal sealed record ShiftEntryBody(string Text, [OneOf("note", "instruction")] string? Kind = null, string[]? Links = null);

internal sealed record ShiftTextBody(string Text, string[]? Links = null);

internal sealed record ShiftChangeBody(string Text);
