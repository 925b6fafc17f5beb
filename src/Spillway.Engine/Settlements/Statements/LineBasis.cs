namespace Spillway.Engine.Settlements.Statements;

/// <summary>Where a line's quantity and price came from: enough to walk back to the rows of the files.</summary>
/// <param name="Reading">The meter reading or award the quantity came from; null where a clause states it.</param>
/// <param name="Price">The price, award or clause figure it was priced at, by name.</param>
/// <param name="RuleVersion">The market rules in force: file, digest and date of the regime.</param>
/// <param name="Rounding">How the amount was rounded.</param>
/// <param name="JournalSequence">The record of the journal that holds the interval; null where there is no journal.</param>
public sealed record LineBasis(
    ReadingId? Reading, PriceId? Price, string RuleVersion, LineRounding Rounding, long? JournalSequence);
