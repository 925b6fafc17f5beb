using System.Globalization;
using System.Text;

namespace Spillway.Journal;

/// <summary>The end of a chain while it grows: what the next record follows.</summary>
/// <param name="Number">The last number; 0 before the first.</param>
/// <param name="AtUnixMicroseconds">The last instant.</param>
/// <param name="Hash">The last hash.</param>
internal readonly record struct ChainEnd(long Number, long AtUnixMicroseconds, JournalHash Hash)
{
    /// <summary>A clock that is set to the network's time now and then moves back by less; a second or more is worth a record.</summary>
    private const long NotedMicroseconds = 1_000_000;

    public static ChainEnd Beginning { get; } = new(0, 0, JournalHash.Beginning);

    public JournalHead Head => new(Number, Microseconds.Instant(AtUnixMicroseconds), Hash);

    public static ChainEnd Of(JournalHead head) => new(head.Number, Microseconds.Of(head.At), head.Hash);

    /// <summary>The record that notes a clock set back; null where it was not, or by so little that the last instant stands.</summary>
    public JournalEntry? StepBack(long now) => Number == 0 || AtUnixMicroseconds - now < NotedMicroseconds
        ? null
        : new(JournalKinds.ClockSteppedBack, 1, Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"by_s":{{(AtUnixMicroseconds - now) / NotedMicroseconds}},"from_utc":"{{Text(AtUnixMicroseconds)}}","to_utc":"{{Text(now)}}"}""")));

    /// <summary>Takes one entry into the chain.</summary>
    /// <param name="entry">What is recorded.</param>
    /// <param name="now">The clock, in microseconds.</param>
    /// <param name="record">The fields as they are stored.</param>
    /// <returns>The new end.</returns>
    public ChainEnd Next(in JournalEntry entry, long now, out RawRecord record)
    {
        var isSlightlyBack = Number > 0 && now < AtUnixMicroseconds && AtUnixMicroseconds - now < NotedMicroseconds;
        record = new(Number + 1, isSlightlyBack ? AtUnixMicroseconds : now, entry.Kind, entry.Version, entry.Payload.Span);
        return new(record.Number, record.AtUnixMicroseconds, JournalLink.Hash(Hash, record));
    }

    private static string Text(long microseconds) => Microseconds.Text(Microseconds.Instant(microseconds));
}
