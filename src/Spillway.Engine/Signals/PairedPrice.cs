using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Signals;

/// <summary>The price of one interval at the other of the two points that go by a zone's name. Statements are made of it; no decision rests on it.</summary>
/// <param name="Point">The other point, such as <c>LZ_WEST@LZEW</c> for a site at <c>LZ_WEST</c>.</param>
/// <param name="Start">The interval's start.</param>
/// <param name="Price">The price as published.</param>
public sealed record PairedPrice(SettlementPoint Point, Instant Start, EnergyPrice Price);
