using System.Collections.Immutable;

namespace Spillway.App.Lab;

/// <summary>A policy in several studies.</summary>
/// <param name="Label">The policy, in a sweep with its settings.</param>
/// <param name="Cells">What it came to in each study; null where that did not run it.</param>
public sealed record ComparedRow(string Label, ImmutableArray<StudyFigure?> Cells);
