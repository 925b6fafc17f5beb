using System.Collections.Immutable;
using Spillway.App.People;
using Spillway.App.Records;
using Spillway.Journal;

namespace Spillway.App.Journals;

/// <summary>The kinds of record that a journal may hold.</summary>
public static class KnownKinds
{
    private static readonly ImmutableArray<string> _ownKinds =
    [
        RecordKinds.Pass, RecordKinds.Step, RecordKinds.Checkpoint, RecordKinds.RunStart, RecordKinds.RunEnd, RecordKinds.KeyCreated, RecordKinds.KeyRetired,
        RecordKinds.KeyRevoked, JournalKinds.Opened, JournalKinds.ClockSteppedBack, JournalKinds.SegmentRemoved,
    ];

    /// <summary>All of them: the desk's, and those of what people do.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        .. _ownKinds,
        .. typeof(PersonKinds).GetFields().Where(static field => field.IsLiteral).Select(static field => (string)field.GetRawConstantValue()!).Order(StringComparer.Ordinal),
    ];
}
