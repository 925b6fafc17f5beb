using Spillway.Engine.Settlements.Statements;

namespace Spillway.Markets.Metering;

/// <summary>The readings of one meter as one file holds them, in the order of its rows.</summary>
/// <param name="Meter">The meter's id.</param>
/// <param name="StartsUnixSeconds">Interval starts as UTC seconds since 1970.</param>
/// <param name="Energies">MWh, consumption positive, exactly as written; zero where the quality is missing.</param>
/// <param name="Qualities">How each came about.</param>
/// <param name="Rows">The row of each, counted from 1 with the header.</param>
public sealed record MeterColumn(
    string Meter,
    IReadOnlyList<long> StartsUnixSeconds,
    IReadOnlyList<decimal> Energies,
    IReadOnlyList<ReadingQuality> Qualities,
    IReadOnlyList<int> Rows);
