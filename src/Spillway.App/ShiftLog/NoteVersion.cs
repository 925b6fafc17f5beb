using NodaTime;

namespace Spillway.App.ShiftLog;

/// <summary>An earlier version of an entry.</summary>
/// <param name="Version">Its number.</param>
/// <param name="At">When it was written.</param>
/// <param name="Text">What it said.</param>
/// <param name="Record">The journal's record of it; 0 where none is kept.</param>
public sealed record NoteVersion(int Version, Instant At, string Text, long Record);
