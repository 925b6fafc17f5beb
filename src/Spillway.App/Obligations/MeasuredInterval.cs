using NodaTime;
using Spillway.Units;

namespace Spillway.App.Obligations;

/// <summary>One interval of an event beside its baseline.</summary>
/// <param name="Start">Its start, local.</param>
/// <param name="Expected">The baseline; null for a method without one.</param>
/// <param name="Actual">What was drawn; null where there is no reading.</param>
internal sealed record MeasuredInterval(LocalDateTime Start, Megawatts? Expected, Megawatts? Actual);
