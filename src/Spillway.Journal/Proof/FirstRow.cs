namespace Spillway.Journal.Proof;

/// <summary>The first record that stands in a month's file, as it is stored.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Previous">The hash before it.</param>
/// <param name="AtUnixMicroseconds">Its instant.</param>
internal readonly record struct FirstRow(long Number, JournalHash Previous, long AtUnixMicroseconds);
