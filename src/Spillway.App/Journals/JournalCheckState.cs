using NodaTime;
using Spillway.Journal.Proof;

namespace Spillway.App.Journals;

/// <summary>How far a verification of the journal is.</summary>
/// <param name="By">Who asked for it.</param>
/// <param name="BeganAt">When, by the desk's clock.</param>
/// <param name="Head">The journal's last record then.</param>
/// <param name="Read">How many records were read so far.</param>
/// <param name="Result">What was found; null while it runs and where it did not end.</param>
/// <param name="Fault">Why it did not end; null where it did, or runs.</param>
/// <param name="IsRunning">Whether it runs.</param>
public sealed record JournalCheckState(string By, Instant BeganAt, long Head, long Read, JournalVerification? Result, string? Fault, bool IsRunning);
