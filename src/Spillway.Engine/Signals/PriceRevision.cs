using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Signals;

/// <summary>A price that stood until a later one replaced it.</summary>
/// <param name="Price">What was published.</param>
/// <param name="ReplacedAt">When the next one became known; before this instant only <paramref name="Price"/> was.</param>
public readonly record struct PriceRevision(EnergyPrice Price, Instant ReplacedAt);
