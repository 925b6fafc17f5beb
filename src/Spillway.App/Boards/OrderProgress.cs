using NodaTime;
using Spillway.Units;

namespace Spillway.App.Boards;

/// <summary>How far an order with a ceiling has come, by the meter.</summary>
/// <param name="Order">The order.</param>
/// <param name="AcceptedAt">When it was accepted.</param>
/// <param name="Deadline">When it has to be reached.</param>
/// <param name="Level">The ceiling.</param>
/// <param name="Before">What the site drew when it was accepted; where the desk was started since, when it was started.</param>
/// <param name="Power">What it drew when it was looked at last.</param>
/// <param name="KeptAt">When the ceiling was reached first, as this start of the desk saw it; null until then.</param>
/// <param name="EndedAt">When the order ended; null while it holds.</param>
public sealed record OrderProgress(
    OrderId Order, Instant AcceptedAt, Instant Deadline, Megawatts Level, Megawatts Before, Megawatts Power, Instant? KeptAt, Instant? EndedAt)
{
    /// <summary>Whether it was accepted by an earlier start of the desk: how the site came down before this one is not known here.</summary>
    public bool IsOlder { get; init; }

    /// <summary>Whether it is reached and nobody saw when, or in time.</summary>
    public bool IsReachedUnseen => IsOlder && KeptAt > Deadline;

    /// <summary>The share of the way that is done, 0 to 1; 1 where there was none to go.</summary>
    public decimal Share => KeptAt is not null || Before <= Level ? 1m : Math.Clamp((Before - Power).Value / (Before - Level).Value, 0m, 1m);

    /// <summary>How long it took; null until it is reached.</summary>
    public Duration? Took => KeptAt - AcceptedAt;

    /// <summary>Whether it was reached in time; null until it is reached, and where nobody saw when.</summary>
    public bool? IsInTime => KeptAt is { } at && !IsReachedUnseen ? at <= Deadline : null;
}
