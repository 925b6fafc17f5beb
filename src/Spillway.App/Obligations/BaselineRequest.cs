using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Settlements.Baselines;
using Spillway.Units;

namespace Spillway.App.Obligations;

/// <summary>What a person asked about a baseline.</summary>
internal sealed record BaselineRequest
{
    /// <summary>The site file.</summary>
    public required string SiteFile { get; init; }

    /// <summary>The meter files.</summary>
    public required ImmutableArray<string> Meters { get; init; }

    /// <summary>The length of every metered interval.</summary>
    public required Duration Interval { get; init; }

    /// <summary>The event's start.</summary>
    public required Instant Start { get; init; }

    /// <summary>Its end, exclusive.</summary>
    public required Instant End { get; init; }

    /// <summary>The method's name.</summary>
    public required string Method { get; init; }

    /// <summary>How days are chosen; null for a firm service level.</summary>
    public BaselineRules? Rules { get; init; }

    /// <summary>Holidays and days left out.</summary>
    public BaselineDays Days { get; init; } = BaselineDays.None;

    /// <summary>The firm service level; null for other methods.</summary>
    public FirmServiceLevel? Level { get; init; }

    /// <summary>How much less was asked for; null where delivery is not asked about.</summary>
    public Megawatts? Instructed { get; init; }

    /// <summary>Which shares of it count.</summary>
    public DeliveryBand Band { get; init; } = DeliveryBand.LoadResource;

    /// <summary>What the programme pays per MWh; null where it is not asked about.</summary>
    public EnergyPrice? Price { get; init; }

    /// <summary>A time before the event that is thought of as curtailed; null for none.</summary>
    public Interval? Curtailed { get; init; }

    /// <summary>What is drawn in that time.</summary>
    public Megawatts CurtailedTo { get; init; }
}
