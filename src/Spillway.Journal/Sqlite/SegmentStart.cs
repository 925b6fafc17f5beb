namespace Spillway.Journal.Sqlite;

/// <summary>With what a month's file begins.</summary>
/// <param name="FirstNumber">The number of its first record.</param>
/// <param name="Previous">The hash that its first record follows.</param>
/// <param name="Epoch">How often a writer has taken the journal; only the writer of the newest epoch can commit.</param>
/// <param name="Holder">Who that writer is.</param>
internal sealed record SegmentStart(long FirstNumber, JournalHash Previous, long Epoch, string Holder);
