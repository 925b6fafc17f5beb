using Spillway.Units;

namespace Spillway.Markets.Archive;

/// <summary>The prices of one settlement point, each with the file it was read from.</summary>
/// <param name="Point">The point.</param>
/// <param name="StartsUnixSeconds">Interval starts as UTC seconds since 1970, strictly ascending.</param>
/// <param name="Values">One price for each start, exactly as published; currency per MWh.</param>
/// <param name="Sources">For each start the index of its file in <see cref="SettlementPrices.Sources"/>.</param>
public sealed record PointPrices(SettlementPoint Point, long[] StartsUnixSeconds, decimal[] Values, int[] Sources);
