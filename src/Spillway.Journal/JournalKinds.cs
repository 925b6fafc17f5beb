namespace Spillway.Journal;

/// <summary>The kinds of record that the journal writes about itself; whoever folds records passes them over.</summary>
public static class JournalKinds
{
    /// <summary>What every kind of the journal's own begins with.</summary>
    public const string Own = "journal.";

    /// <summary>A writer took the journal: <c>{"epoch":3,"holder":"…"}</c>.</summary>
    public const string Opened = "journal.opened";

    /// <summary>The clock was set back by a second or more before the records that follow: <c>{"by_s":3600,"from_utc":"…","to_utc":"…"}</c>.</summary>
    public const string ClockSteppedBack = "journal.clock-stepped-back";

    /// <summary>Whole sealed segments were removed by the retention setting: <c>{"last_hash":"…","last_number":5000,"segment":"…"}</c>; every record up to that number is gone.</summary>
    public const string SegmentRemoved = "journal.segment-removed";
}
