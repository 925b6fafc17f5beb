using System.Collections.Immutable;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Signals;
using Spillway.Markets.Files;

namespace Spillway.Markets.Metering;

/// <summary>What an awards file holds.</summary>
/// <param name="Path">The file as the person named it.</param>
/// <param name="Source">Its name and SHA-256.</param>
/// <param name="Rows">Its rows in file order; their source is 0 until a statement numbers its files.</param>
/// <param name="Findings">What was accepted and a person should know.</param>
public sealed record AwardFile(
    string Path, SourceFile Source, ImmutableArray<AwardRow> Rows, ImmutableArray<Finding> Findings);
