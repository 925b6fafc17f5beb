using NodaTime;

namespace Spillway.App.ShiftLog;

/// <summary>That somebody has read an entry.</summary>
/// <param name="By">Who, by name.</param>
/// <param name="ById">Who, by id.</param>
/// <param name="At">When.</param>
public sealed record NoteRead(string By, string ById, Instant At);
