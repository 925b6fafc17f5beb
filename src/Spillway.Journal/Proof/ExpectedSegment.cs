namespace Spillway.Journal.Proof;

/// <summary>What the months before a month say of its beginning.</summary>
/// <param name="Sequence">Its running number.</param>
/// <param name="FirstNumber">The number of its first record.</param>
/// <param name="Previous">The hash that its first record follows.</param>
/// <param name="IsLinkKnown">Whether that hash is known: not after a part that cannot be read.</param>
internal readonly record struct ExpectedSegment(int Sequence, long FirstNumber, JournalHash Previous, bool IsLinkKnown);
