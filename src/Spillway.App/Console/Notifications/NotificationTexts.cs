using NodaTime.Text;
using Spillway.App.Console.Alarms;
using Spillway.App.Console.Texts;
using Spillway.App.Notifications;

namespace Spillway.App.Console.Notifications;

/// <summary>The words of notifications.</summary>
public static class NotificationTexts
{
    private static readonly LocalTimePattern _time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>A way out.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="channel">The way.</param>
    public static string Of(Reader reader, ChannelKind channel) => channel switch
    {
        ChannelKind.Email => reader["e-mail"],
        ChannelKind.Webhook => reader["webhook"],
        _ => reader["file"],
    };

    /// <summary>Whether messages are collected.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="digest">How.</param>
    public static string Of(Reader reader, DigestKind digest) => digest switch
    {
        DigestKind.Hourly => reader["together, every hour"],
        DigestKind.Daily => reader["together, daily at 07:00"],
        _ => reader["each at once"],
    };

    /// <summary>What a rule tells, in one sentence.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="rule">The rule.</param>
    public static string What(Reader reader, NotificationRule rule)
    {
        var parts = new List<string>
        {
            rule.IsOnlyForEscalation ? reader["only what others escalate"] : reader["alarms from {0} up", AlarmTexts.Of(reader, rule.Least)],
        };
        parts.AddRange(rule.Codes.Select(code => AlarmTexts.Title(reader, code)));
        parts.AddRange(rule.Subjects);
        if (rule.TellsReturns)
        {
            parts.Add(reader["and their end"]);
        }

        if (rule.TellsOrders)
        {
            parts.Add(reader["orders"]);
        }

        return string.Join(" · ", parts);
    }

    /// <summary>When a rule tells it, in one sentence.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="next">The name of the rule that it escalates to; null for none.</param>
    public static string When(Reader reader, NotificationRule rule, string? next)
    {
        var parts = new List<string> { Of(reader, rule.Digest) };
        if (rule is { QuietFrom: { } from, QuietTo: { } to })
        {
            parts.Add(reader["quiet {0} to {1}, but for critical ones", _time.Format(from), _time.Format(to)]);
        }

        if (rule.EscalatesAfter is { } after && next is not null)
        {
            parts.Add(reader["after {0} without acknowledgement to {1}", reader["{0} min", (int)after.TotalMinutes], next]);
        }

        return string.Join(" · ", parts);
    }
}
