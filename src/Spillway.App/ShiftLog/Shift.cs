using NodaTime;

namespace Spillway.App.ShiftLog;

/// <summary>The time in which one crew has the desk.</summary>
/// <param name="Key">Its name: the local time at which it begins, such as <c>2026-07-01T19:00</c>.</param>
/// <param name="Start">When it begins, inclusive.</param>
/// <param name="End">When it ends, exclusive.</param>
public sealed record Shift(string Key, Instant Start, Instant End);
