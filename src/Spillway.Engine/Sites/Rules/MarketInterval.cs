using NodaTime;

namespace Spillway.Engine.Sites.Rules;

/// <summary>The length of one kind of interval.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Length">How long.</param>
/// <param name="Source">Where this is written.</param>
public sealed record MarketInterval(IntervalKind Kind, RuleValue<Duration> Length, string Source);
