using System.Collections.Immutable;
using Spillway.Journal;

namespace Spillway.App.Journals;

/// <summary>Some records of a journal, the newest first.</summary>
/// <param name="Records">The records.</param>
/// <param name="Next">Before which number to look on; null where the journal's beginning was reached.</param>
/// <param name="Looked">How many records were looked at.</param>
public sealed record JournalPage(ImmutableArray<JournalRecord> Records, long? Next, long Looked);
