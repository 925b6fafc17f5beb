using System.Collections.Immutable;
using NodaTime;

namespace Spillway.Engine.Sites.Rules;

/// <summary>One ancillary product as it is bought at a time.</summary>
/// <param name="Id">Such as <c>ecrs</c>.</param>
/// <param name="Direction">Which way it moves a load.</param>
/// <param name="Response">How soon the whole award must be there.</param>
/// <param name="Sustained">How long it must be held; <see cref="Duration.Zero"/> where it is held until recalled.</param>
/// <param name="Sellers">Which classes of load may sell it, in the market's own words: <c>clr</c>, <c>nclr</c>, ….</param>
/// <param name="Source">Where this is written.</param>
public sealed record AncillaryProduct(
    string Id,
    AncillaryDirection Direction,
    RuleValue<Duration> Response,
    RuleValue<Duration> Sustained,
    RuleValue<ImmutableArray<string>> Sellers,
    string Source);
