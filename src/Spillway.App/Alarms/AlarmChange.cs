using NodaTime;

namespace Spillway.App.Alarms;

/// <summary>One thing that happened: the only way in which the list changes, and one line of the history.</summary>
/// <param name="Kind">What.</param>
/// <param name="At">When, by the desk's clock.</param>
/// <param name="By">Who; the desk itself where nobody did it.</param>
/// <param name="Note">Why; null for none.</param>
public sealed record AlarmChange(AlarmChangeKind Kind, Instant At, string By, string? Note)
{
    /// <summary>Whose name stands where nobody did it.</summary>
    public const string DeskName = "desk";

    /// <summary>The alarm as it is after it; null where a subject was taken out or put back.</summary>
    public AlarmEntry? Entry { get; init; }

    /// <summary>The tag that came or went; null where an alarm changed.</summary>
    public AlarmTag? Tag { get; init; }
}
