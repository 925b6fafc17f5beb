using NodaTime;
using Spillway.App.Alarms;

namespace Spillway.App.Notifications;

/// <summary>Says what a rule makes of something that happened. Pure.</summary>
public static class RuleMatching
{
    /// <summary>When the daily digest is told.</summary>
    public static readonly LocalTime DailyAt = new(7, 0);

    /// <summary>What a rule says to a change of an alarm.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="change">The change.</param>
    /// <param name="local">The site's local time.</param>
    public static RuleAnswer To(NotificationRule rule, AlarmChange change, LocalTime local)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(change);
        if (!rule.IsOn || rule.IsOnlyForEscalation || change.Entry is not { } entry
            || !(change.Kind == AlarmChangeKind.Raised || (change.Kind == AlarmChangeKind.Returned && rule.TellsReturns && !entry.Definition.IsMoment)))
        {
            return RuleAnswer.No;
        }

        // What is put aside or out of service wakes nobody; and a rule does not tell that it cannot tell.
        var isMeant = entry.State is not (AlarmState.Shelved or AlarmState.OutOfService)
            && entry.Definition.Priority >= rule.Least
            && (rule.Codes.IsEmpty || rule.Codes.Contains(entry.Code))
            && (rule.Subjects.IsEmpty || rule.Subjects.Contains(entry.Subject))
            && !(entry.Code == AlarmTable.Of(DeskAlarm.NotificationLost).Code && entry.Subject == rule.Name);
        return !isMeant ? RuleAnswer.No
            : rule.Digest != DigestKind.None ? RuleAnswer.Later
            : IsQuiet(rule, local) && entry.Definition.Priority < AlarmPriority.Critical ? RuleAnswer.Later
            : RuleAnswer.Now;
    }

    /// <summary>What a rule says to an order that came or ended.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="local">The site's local time.</param>
    public static RuleAnswer ToOrder(NotificationRule rule, LocalTime local)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return !rule.IsOn || !rule.TellsOrders || rule.IsOnlyForEscalation ? RuleAnswer.No
            : rule.Digest != DigestKind.None || IsQuiet(rule, local) ? RuleAnswer.Later
            : RuleAnswer.Now;
    }

    /// <summary>Whether a rule is quiet; a quiet time may go over midnight.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="local">The site's local time.</param>
    public static bool IsQuiet(NotificationRule rule, LocalTime local)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return rule is { QuietFrom: { } from, QuietTo: { } to } && (from < to ? local >= from && local < to : local >= from || local < to);
    }

    /// <summary>Whether what was collected is due.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="oldest">When the oldest of it happened, by the site's local time.</param>
    /// <param name="now">Now, by the site's local time.</param>
    public static bool IsDue(NotificationRule rule, LocalDateTime oldest, LocalDateTime now)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return !IsQuiet(rule, now.TimeOfDay) && rule.Digest switch
        {
            DigestKind.Hourly => now.Date != oldest.Date || now.Hour != oldest.Hour,
            DigestKind.Daily => now >= (oldest.TimeOfDay < DailyAt ? oldest.Date + DailyAt : oldest.Date.PlusDays(1) + DailyAt),
            _ => true,
        };
    }
}
