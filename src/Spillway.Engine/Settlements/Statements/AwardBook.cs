using System.Collections.Immutable;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>Awards and clearing prices by series and instant: day-ahead energy, ancillary products, deployments.</summary>
/// <remarks>The series of a row is its product (<c>day-ahead</c>, <c>rrs-ufr</c>, …).</remarks>
/// <param name="Rows">The rows, ascending by product, contract and start.</param>
public sealed record AwardBook(ImmutableArray<AwardRow> Rows)
{
    /// <summary>No awards.</summary>
    public static AwardBook Empty { get; } = new([]);
}
