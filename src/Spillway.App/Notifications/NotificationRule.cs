using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Alarms;

namespace Spillway.App.Notifications;

/// <summary>Who is told of what, how, and when.</summary>
public sealed record NotificationRule
{
    /// <summary>Its number; 0 before it is kept.</summary>
    public long Number { get; init; }

    /// <summary>Its name, 1 to 60 letters; each rule has its own.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is on.</summary>
    public bool IsOn { get; init; } = true;

    /// <summary>Alarms of this priority and above.</summary>
    public AlarmPriority Least { get; init; } = AlarmPriority.High;

    /// <summary>Only these codes; empty for all.</summary>
    public ImmutableArray<string> Codes { get; init; } = [];

    /// <summary>Only these subjects: groups, feeds; empty for all.</summary>
    public ImmutableArray<string> Subjects { get; init; } = [];

    /// <summary>Whether the end of an alarm is told too.</summary>
    public bool TellsReturns { get; init; }

    /// <summary>Whether orders are told: accepted, refused, ended.</summary>
    public bool TellsOrders { get; init; }

    /// <summary>Whether it is silent by itself and speaks only when another rule escalates to it.</summary>
    public bool IsOnlyForEscalation { get; init; }

    /// <summary>How it goes out.</summary>
    public required ChannelKind Channel { get; init; }

    /// <summary>Mail addresses, one address of a webhook, or one name of a file.</summary>
    public required ImmutableArray<string> Targets { get; init; }

    /// <summary>From when on it is quiet, by the site's local time; null for never. Critical alarms come nevertheless.</summary>
    public LocalTime? QuietFrom { get; init; }

    /// <summary>Until when it is quiet; what came meanwhile is told then, together.</summary>
    public LocalTime? QuietTo { get; init; }

    /// <summary>After how long an alarm that nobody has acknowledged goes to the next rule; null for never.</summary>
    public Duration? EscalatesAfter { get; init; }

    /// <summary>The rule that it goes to then, by number.</summary>
    public long? EscalatesTo { get; init; }

    /// <summary>Whether messages are collected.</summary>
    public DigestKind Digest { get; init; }

    /// <summary>The language of its messages: <c>en</c> or <c>zh-CN</c>.</summary>
    public string Language { get; init; } = "en";
}
