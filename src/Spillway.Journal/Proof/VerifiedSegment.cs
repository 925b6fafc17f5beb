namespace Spillway.Journal.Proof;

/// <summary>One month of a journal.</summary>
/// <param name="Name">Its running number and month: <c>0001-2026-10</c>.</param>
/// <param name="FirstNumber">Its first record.</param>
/// <param name="LastNumber">Its last record; one less than the first where it has none yet.</param>
/// <param name="IsSealed">Whether it is closed for good.</param>
/// <param name="IsRemoved">Whether retention has removed its records and left the seal.</param>
public sealed record VerifiedSegment(string Name, long FirstNumber, long LastNumber, bool IsSealed, bool IsRemoved);
