using NodaTime;
using Spillway.Units;

namespace Spillway.App.Events;

/// <summary>How much was off after a time.</summary>
/// <param name="Within">The time after the order.</param>
/// <param name="Off">The mean power of the five minutes before, less the power then; null where nothing was measured.</param>
public readonly record struct ResponsePoint(Duration Within, Megawatts? Off);
