using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Spillway.App.Alarms;
using Spillway.App.Notifications;
using Spillway.Engine;

namespace Spillway.App.Console.Notifications;

/// <summary>A rule while somebody types it.</summary>
public sealed class RuleForm
{
    private static readonly LocalTimePattern _time = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private static readonly char[] _between = [',', ';', ' ', '\n'];

    /// <summary>The rule's number; 0 for a new one.</summary>
    public long Number { get; init; }

    /// <summary>The rule as it was read; null for a new one.</summary>
    public NotificationRule? Read { get; init; }

    /// <summary>Its name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Whether it is on.</summary>
    public bool IsOn { get; set; } = true;

    /// <summary>The least priority.</summary>
    public AlarmPriority Least { get; set; } = AlarmPriority.High;

    /// <summary>One code; empty for all.</summary>
    public string Codes { get; set; } = "";

    /// <summary>Groups and feeds, parted by commas; empty for all.</summary>
    public string Subjects { get; set; } = "";

    /// <summary>Whether ends are told.</summary>
    public bool TellsReturns { get; set; }

    /// <summary>Whether orders are told.</summary>
    public bool TellsOrders { get; set; }

    /// <summary>Whether it speaks only when another escalates to it.</summary>
    public bool IsOnlyForEscalation { get; set; }

    /// <summary>The way out.</summary>
    public ChannelKind Channel { get; set; }

    /// <summary>Where to, parted by commas.</summary>
    public string Targets { get; set; } = "";

    /// <summary>Quiet from, such as <c>22:00</c>; empty for never.</summary>
    public string QuietFrom { get; set; } = "";

    /// <summary>Quiet until.</summary>
    public string QuietTo { get; set; } = "";

    /// <summary>Minutes until it escalates; empty for never.</summary>
    public string EscalatesAfter { get; set; } = "";

    /// <summary>The rule that it escalates to, by number; 0 for none.</summary>
    public long EscalatesTo { get; set; }

    /// <summary>Whether messages are collected.</summary>
    public DigestKind Digest { get; set; }

    /// <summary>The messages' language.</summary>
    public string Language { get; set; } = "en";

    /// <summary>A rule to be changed.</summary>
    /// <param name="rule">The rule.</param>
    public static RuleForm Of(NotificationRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return new()
        {
            Number = rule.Number,
            Read = rule,
            Name = rule.Name,
            IsOn = rule.IsOn,
            Least = rule.Least,
            Codes = string.Join(", ", rule.Codes),
            Subjects = string.Join(", ", rule.Subjects),
            TellsReturns = rule.TellsReturns,
            TellsOrders = rule.TellsOrders,
            IsOnlyForEscalation = rule.IsOnlyForEscalation,
            Channel = rule.Channel,
            Targets = string.Join(", ", rule.Targets),
            QuietFrom = rule.QuietFrom is { } from ? _time.Format(from) : "",
            QuietTo = rule.QuietTo is { } to ? _time.Format(to) : "",
            EscalatesAfter = rule.EscalatesAfter is { } after ? ((int)after.TotalMinutes).ToString(CultureInfo.InvariantCulture) : "",
            EscalatesTo = rule.EscalatesTo ?? 0,
            Digest = rule.Digest,
            Language = rule.Language,
        };
    }

    /// <summary>What was typed, as a rule.</summary>
    /// <exception cref="RefusedException"><see cref="NotificationErrors.BadRule"/>: a time or number is none.</exception>
    public NotificationRule ToRule() => new()
    {
        Number = Number,
        Name = Name,
        IsOn = IsOn,
        Least = Least,
        Codes = Words(Codes),
        Subjects = Words(Subjects),
        TellsReturns = TellsReturns,
        TellsOrders = TellsOrders,
        IsOnlyForEscalation = IsOnlyForEscalation,
        Channel = Channel,
        Targets = Words(Targets),
        QuietFrom = Time(QuietFrom),
        QuietTo = Time(QuietTo),
        EscalatesAfter = EscalatesAfter.Trim().Length == 0 ? null
            : int.TryParse(EscalatesAfter, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) ? Duration.FromMinutes(minutes)
            : throw new RefusedException(NotificationErrors.BadRule, $"escalation: '{EscalatesAfter}' is no number of minutes."),
        EscalatesTo = EscalatesTo == 0 ? null : EscalatesTo,
        Digest = Digest,
        Language = Language,
    };

    private static ImmutableArray<string> Words(string text) => [.. text.Split(_between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    // A browser's field of times may send seconds.
    private static LocalTime? Time(string text) => text.Length == 0 ? null
        : _time.Parse(text.Length > 5 ? text[..5] : text) is { Success: true } time ? time.Value
        : throw new RefusedException(NotificationErrors.BadRule, $"quiet hours: '{text}' is no local time such as 22:00.");
}
