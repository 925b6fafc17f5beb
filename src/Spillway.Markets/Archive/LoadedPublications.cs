using System.Collections.Immutable;
using Spillway.Engine.Signals;
using Spillway.Markets.Files;

namespace Spillway.Markets.Archive;

/// <summary>Published figures with the time each was known, and what a person should know of them.</summary>
/// <param name="Publications">By start, then by point.</param>
/// <param name="Findings">Hours left out because a part of them is missing.</param>
public sealed record LoadedPublications(ImmutableArray<Publication> Publications, ImmutableArray<Finding> Findings);
