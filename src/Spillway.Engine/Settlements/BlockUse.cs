using Spillway.Units;

namespace Spillway.Engine.Settlements;

/// <summary>How much of one block the site burnt itself: consumption uses the blocks in file order.</summary>
/// <param name="Unsold">What of the block was not burnt and went back to the market; zero or more.</param>
/// <param name="DrawnBeyond">What was drawn beyond the block, for the next one.</param>
public readonly record struct BlockUse(ExactEnergy Unsold, ExactEnergy DrawnBeyond)
{
    /// <summary>Shares consumption out to one block.</summary>
    /// <param name="owed">The block's energy in the interval; zero or more.</param>
    /// <param name="drawn">What was drawn and no earlier block has covered; zero or more.</param>
    /// <returns>What is left on either side.</returns>
    public static BlockUse Of(ExactEnergy owed, ExactEnergy drawn) => owed.MegawattMinutes > drawn.MegawattMinutes
        ? new(owed - drawn, ExactEnergy.Zero)
        : new(ExactEnergy.Zero, drawn - owed);
}
