using NodaTime;

namespace Spillway.App.Alarms;

/// <summary>That an alarm was put aside.</summary>
/// <param name="By">Who, by name.</param>
/// <param name="At">When.</param>
/// <param name="Until">When it comes back by itself, exclusive.</param>
/// <param name="Reason">Why.</param>
public sealed record AlarmShelf(string By, Instant At, Instant Until, string Reason);
