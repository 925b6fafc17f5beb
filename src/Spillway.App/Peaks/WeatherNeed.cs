using NodaTime;

namespace Spillway.App.Peaks;

/// <summary>Which hours' temperatures can have a part in an answer.</summary>
/// <param name="HistoryFrom">The first that something can be learned from: where the load begins.</param>
/// <param name="From">The first that is asked about.</param>
/// <param name="To">The end of what is asked about.</param>
public sealed record WeatherNeed(Instant HistoryFrom, Instant From, Instant To);
