using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Signals;

namespace Spillway.Markets.Files;

/// <summary>What a market file was found to hold.</summary>
/// <param name="Source">The file, its SHA-256 and the form it was recognised as.</param>
/// <param name="Interval">The length of every interval; a day for daily figures.</param>
/// <param name="Columns">Its series, in the order of their keys.</param>
/// <param name="Findings">What a person should know of it.</param>
public sealed record MarketFile(
    SourceFile Source, Duration Interval, ImmutableArray<SeriesColumn> Columns, ImmutableArray<Finding> Findings);
