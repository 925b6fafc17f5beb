namespace Spillway.Markets.Bills;

/// <summary>Which columns of a bill hold what, by their header.</summary>
/// <param name="Start">The interval's instant or local time; null where day and number stand instead.</param>
/// <param name="Day">The local day, where intervals are numbered within it.</param>
/// <param name="Number">The number of the interval in its day, from 1.</param>
/// <param name="Repeated">A flag that is set (Y, 1, true) in the second of two equal local hours; null where there is none.</param>
/// <param name="Code">The charge's code; null where every charge has columns of its own.</param>
public sealed record BillColumns(string? Start, string? Day, string? Number, string? Repeated, string? Code);
