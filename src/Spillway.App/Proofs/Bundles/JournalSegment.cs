using Spillway.Journal;

namespace Spillway.App.Proofs.Bundles;

/// <summary>The part of a journal that a bundle holds, and where the journal ended when it was made.</summary>
/// <param name="Head">The journal's last record: signed, it shows a journal that was later written anew.</param>
/// <param name="Records">The records of the range, in their order and without a gap.</param>
public sealed record JournalSegment(JournalHead Head, IAsyncEnumerable<ChainedRecord> Records);
