using NodaTime;

namespace Spillway.Engine.Forecasts;

/// <summary>What a policy expects of one coming interval.</summary>
/// <param name="Start">The interval's start.</param>
/// <param name="Low">The price is expected above this nine times in ten; currency per MWh.</param>
/// <param name="Middle">The price is expected above and below this equally often.</param>
/// <param name="High">The price is expected below this nine times in ten.</param>
public readonly record struct PriceBand(Instant Start, double Low, double Middle, double High);
