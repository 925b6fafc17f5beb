using System.Collections.Immutable;
using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Plans;

/// <summary>What the market's tools offer on top of a plain strike price.</summary>
/// <param name="Price">A strike price of its own; null means each group's own value.</param>
/// <param name="RestartPrice">Once stopped, a group runs again only below this price; null means below the stop price.</param>
/// <param name="MinimumOff">Once stopped, a group stays off at least this long.</param>
/// <param name="RunningHours">For each local hour of the day, whether it may run; 24 entries.</param>
/// <param name="Zone">The time zone of those hours.</param>
public sealed record StrikeVariant(
    EnergyPrice? Price, EnergyPrice? RestartPrice, Minutes MinimumOff, ImmutableArray<bool> RunningHours, DateTimeZone Zone);
