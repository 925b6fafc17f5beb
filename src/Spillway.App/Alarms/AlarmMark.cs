using NodaTime;

namespace Spillway.App.Alarms;

/// <summary>That somebody did something with an alarm.</summary>
/// <param name="By">Who, by name.</param>
/// <param name="At">When, by the desk's clock.</param>
/// <param name="Note">Why, in their words; null for none.</param>
public sealed record AlarmMark(string By, Instant At, string? Note);
