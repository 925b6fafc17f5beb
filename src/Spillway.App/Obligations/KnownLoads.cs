using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Settlements.Baselines;

namespace Spillway.App.Obligations;

/// <summary>What is known of what the site drew.</summary>
/// <param name="History">The intervals that are over, by the meter; where it was silent, by the machines' own word.</param>
/// <param name="Events">The local days on which a programme called: no baseline looks at them.</param>
/// <param name="IsRead">Whether the journal is read through; until then days may be missing.</param>
public sealed record KnownLoads(LoadHistory History, ImmutableSortedSet<LocalDate> Events, bool IsRead);
