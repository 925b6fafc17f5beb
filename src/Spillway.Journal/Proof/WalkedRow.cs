namespace Spillway.Journal.Proof;

/// <summary>A row that the walk has passed.</summary>
/// <param name="Stored">The number under which it stands.</param>
/// <param name="Original">The number under which it was written, as its own hash says; the stored one where the hash says nothing.</param>
/// <param name="AtUnixMicroseconds">Its instant.</param>
/// <param name="Hash">Its stored hash.</param>
/// <param name="IsChanged">Whether its hash fits no number: it is not what was written.</param>
internal readonly record struct WalkedRow(long Stored, long Original, long AtUnixMicroseconds, JournalHash Hash, bool IsChanged);
