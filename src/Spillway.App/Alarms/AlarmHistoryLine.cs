using NodaTime;

namespace Spillway.App.Alarms;

/// <summary>One line of the history.</summary>
/// <param name="Line">Its number, counting up.</param>
/// <param name="At">When it happened, by the desk's clock.</param>
/// <param name="Change">What: a name of <see cref="AlarmWords"/>.</param>
/// <param name="Number">The alarm's number; null where a subject was taken out or put back.</param>
/// <param name="Code">The alarm's code; empty where it is about a subject alone.</param>
/// <param name="Subject">Whom it is about.</param>
/// <param name="By">Who did it.</param>
/// <param name="Note">Why; null for none.</param>
/// <param name="Record">The journal's record that has it; 0 where none is kept.</param>
public sealed record AlarmHistoryLine(long Line, Instant At, string Change, long? Number, string Code, string Subject, string By, string? Note, long Record);
