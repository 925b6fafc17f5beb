using Spillway.Engine.Settlements.Statements;

namespace Spillway.Markets.Metering;

/// <summary>A row of an awards file before its length is known.</summary>
/// <param name="Row">The row, its length zero.</param>
/// <param name="Minutes">The length it states; null where it states none.</param>
internal sealed record AwardDraft(AwardRow Row, decimal? Minutes);
