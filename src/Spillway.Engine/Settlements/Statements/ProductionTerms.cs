using System.Collections.Immutable;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>What turns metered energy into production.</summary>
/// <param name="Groups">The load groups in file order; at least one.</param>
/// <param name="Hashprices">The hash price of each UTC day; null where every group has a value of its own.</param>
/// <param name="Known">What a journal knows of each group's energy and restarts; null without a journal.</param>
public sealed record ProductionTerms(
    ImmutableArray<LoadGroup> Groups, HashpriceSeries? Hashprices, IKnownProduction? Known);
