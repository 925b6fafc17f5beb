using System.Collections.Immutable;
using Spillway.Engine.Signals;
using Spillway.Markets.Files;

namespace Spillway.Markets.Metering;

/// <summary>What a meter file holds.</summary>
/// <param name="Path">The file as the person named it.</param>
/// <param name="Source">Its name and SHA-256.</param>
/// <param name="Meters">Its meters in the order of their first row.</param>
/// <param name="Findings">What was accepted and a person should know.</param>
public sealed record MeterFile(
    string Path, SourceFile Source, ImmutableArray<MeterColumn> Meters, ImmutableArray<Finding> Findings);
