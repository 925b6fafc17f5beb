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

    /// <summary>A rule field by field, for a review; nothing is left out.</summary>
    /// <param name="reader">The reader.</param>
    /// <param name="rule">The rule; null for none.</param>
    /// <param name="next">The name of the rule that it escalates to; null for none.</param>
    public static IReadOnlyList<(string Name, string Value)> Fields(Reader reader, NotificationRule? rule, string? next) => rule is null ? [] :
    [
        (reader["Name"], rule.Name),
        (reader["Switched on"], Flag(reader, rule.IsOn)),
        (reader["How"], Of(reader, rule.Channel)),
        (reader["To whom"], string.Join(", ", rule.Targets)),
        (reader["Alarms from"], AlarmTexts.Of(reader, rule.Least)),
        (reader["Only this alarm"], rule.Codes.IsEmpty ? reader["anything"] : string.Join(", ", rule.Codes.Select(code => AlarmTexts.Title(reader, code)))),
        (reader["Only these groups or feeds"], string.Join(", ", rule.Subjects)),
        (reader["also when an alarm is over"], Flag(reader, rule.TellsReturns)),
        (reader["also orders"], Flag(reader, rule.TellsOrders)),
        (reader["only what others escalate"], Flag(reader, rule.IsOnlyForEscalation)),
        (reader["Collected"], Of(reader, rule.Digest)),
        (reader["Quiet from"], rule.QuietFrom is { } from ? _time.Format(from) : ""),
        (reader["Quiet until"], rule.QuietTo is { } to ? _time.Format(to) : ""),
        (reader["Escalates after minutes"], rule.EscalatesAfter is { } after ? reader["{0} min", (int)after.TotalMinutes] : ""),
        (reader["To the rule"], next ?? ""),
        (reader["Language"], Reader.Languages.FirstOrDefault(one => one.Code == rule.Language).Name ?? rule.Language),
    ];

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

    private static string Flag(Reader reader, bool isSo) => isSo ? reader["yes"] : reader["no"];

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
