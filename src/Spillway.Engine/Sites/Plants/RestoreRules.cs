using NodaTime;

namespace Spillway.Engine.Sites.Plants;

/// <summary>How machines come back: few at a time, scattered, and few behind one breaker at once.</summary>
/// <param name="StartsPerPass">The most machines started in one pass; at least 1.</param>
/// <param name="StartsPerFeedAndPass">The most of them behind one feed, its inrush group; at least 1.</param>
/// <param name="Jitter">After the end of an order each machine waits between nothing and this long before it may start.</param>
public sealed record RestoreRules(int StartsPerPass, int StartsPerFeedAndPass, Duration Jitter);
