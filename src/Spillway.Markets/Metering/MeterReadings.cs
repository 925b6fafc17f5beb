using System.Collections.Immutable;
using Spillway.Engine.Settlements.Statements;
using Spillway.Markets.Files;

namespace Spillway.Markets.Metering;

/// <summary>All readings of a range by meter, one place an interval.</summary>
/// <param name="Meters">By meter id, each in the order of the range's intervals, null where there is no row.</param>
/// <param name="Findings">What was accepted and a person should know: duplicates, late readings, rows outside the range.</param>
public sealed record MeterReadings(
    ImmutableSortedDictionary<string, ImmutableArray<MeterReading?>> Meters, ImmutableArray<Finding> Findings);
