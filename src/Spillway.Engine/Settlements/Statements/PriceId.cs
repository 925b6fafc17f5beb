using NodaTime;
using NodaTime.Text;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>The name of a price: which series, which interval, and the file it was read from.</summary>
/// <param name="Series">A settlement point (<c>LZ_WEST@LZEW</c>), a product's clearing price, or a clause's own figure
/// (<c>clause:price</c>).</param>
/// <param name="Start">The start of the interval it was published for, UTC.</param>
/// <param name="Source">Index of the file in the statement's list of sources; −1 for a clause's own figure.</param>
public readonly record struct PriceId(string Series, Instant Start, int Source)
{
    /// <summary>The name as it stands on a line: <c>LZ_WEST@2026-07-01T20:00:00Z#1</c>.</summary>
    public override string ToString() => $"{Series}@{InstantPattern.General.Format(Start)}#{Source}";
}
