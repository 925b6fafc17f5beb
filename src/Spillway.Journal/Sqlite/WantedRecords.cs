namespace Spillway.Journal.Sqlite;

/// <summary>Which records are read.</summary>
/// <param name="From">The first number, from 1.</param>
/// <param name="UpTo">The last number.</param>
/// <param name="LeftOut">The kind that is left out; empty for none.</param>
/// <param name="IsWhole">Whether a record that is missing between them is refused; not where a kind is left out.</param>
internal readonly record struct WantedRecords(long From, long UpTo, string LeftOut, bool IsWhole = false);
