using NodaTime;

namespace Spillway.Engine.Forecasts;

/// <summary>What is expected of the price of one coming interval; currency per MWh.</summary>
/// <param name="Start">The interval's start.</param>
/// <param name="Expected">The mean that is expected.</param>
/// <param name="Low">The price is expected above this nine times in ten.</param>
/// <param name="Middle">The price is expected above and below this equally often.</param>
/// <param name="High">The price is expected below this nine times in ten.</param>
public readonly record struct PriceBand(Instant Start, double Expected, double Low, double Middle, double High);
