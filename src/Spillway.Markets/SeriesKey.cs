using Spillway.Units;

namespace Spillway.Markets;

/// <summary>What identifies one series: keying without the point's type would lose one of two prices silently.</summary>
/// <param name="Market">Who published it: <c>ercot</c>, <c>caiso</c>, <c>bitcoin</c>, or <c>any</c> where a file does not tell.</param>
/// <param name="Product">What it tells.</param>
/// <param name="Point">The settlement point, area, fuel or service, with its type.</param>
public readonly record struct SeriesKey(string Market, Product Product, SettlementPoint Point);
