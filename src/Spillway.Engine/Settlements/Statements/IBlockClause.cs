namespace Spillway.Engine.Settlements.Statements;

/// <summary>A clause that is owed in full whether the energy is drawn or not: what is not drawn is sold back.</summary>
public interface IBlockClause : IClause
{
    /// <summary>What it owes in one interval, open or settled.</summary>
    /// <param name="interval">The interval.</param>
    /// <returns>Null where it is not in force.</returns>
    BlockPosition? At(MeteredInterval interval);
}
