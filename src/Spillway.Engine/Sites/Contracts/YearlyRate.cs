using Spillway.Units;

namespace Spillway.Engine.Sites.Contracts;

/// <summary>What a MW of demand costs in one charge year.</summary>
/// <param name="Year">The charge year, local.</param>
/// <param name="PerMegawatt">Currency per MW and year.</param>
/// <param name="Source">Who says so: the contract's key, or the market's rules.</param>
public sealed record YearlyRate(int Year, Money PerMegawatt, string Source);
