using System.Globalization;
using Spillway.Journal.Sqlite;

namespace Spillway.Journal;

/// <summary>How a journal is kept.</summary>
public sealed record JournalSettings
{
    /// <summary>Who writes, in the words that another desk is shown when it is refused. Default: process number and machine name.</summary>
    public string Holder { get; init; } = string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}");

    /// <summary>The most appends that wait for the disk; the next one waits for room. Range 1 to 1,000,000, default 1,024.</summary>
    public int QueueLimit { get; init; } = 1024;

    /// <summary>The most entries that one commit gathers from several appends; one append is never divided. Range 1 to 1,000,000, default 20,000.</summary>
    public int GroupLimit { get; init; } = 20_000;

    /// <summary>The most megabytes (10⁶ bytes) of one month's file; beyond it appends are refused as on a full disk. Range 1 to 1,000,000, default 32,000: thirty times a busy day.</summary>
    public int SegmentLimitMegabytes { get; init; } = 32_000;

    /// <summary>How many whole months of sealed segments stay beside the current one; null, the default, keeps all. Range 1 to 1,200.</summary>
    public int? KeepMonths { get; init; }

    /// <summary>The first record that is needed yet, asked each time before months are removed: its month and all later ones stay, however old.
    /// Null, the default, where only <see cref="KeepMonths"/> counts. It must be quick and must not call the journal.</summary>
    public Func<long>? NeededFrom { get; init; }

    /// <summary>Told where each commit stands, before it goes on; a test lets the disk fail there.</summary>
    internal Action<CommitPoint>? Reached { get; init; }

    /// <summary>Throws where a value is out of its range.</summary>
    internal void Check()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Holder);
        Within(QueueLimit, 1_000_000, nameof(QueueLimit));
        Within(GroupLimit, 1_000_000, nameof(GroupLimit));
        Within(SegmentLimitMegabytes, 1_000_000, nameof(SegmentLimitMegabytes));
        Within(KeepMonths ?? 1, 1_200, nameof(KeepMonths));
    }

    private static void Within(int value, int most, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, name);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, most, name);
    }
}
