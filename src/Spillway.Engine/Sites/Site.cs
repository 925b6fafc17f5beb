using System.Collections.Immutable;
using Spillway.Units;

namespace Spillway.Engine.Sites;

/// <summary>A flexible-compute site: loads behind one grid connection, in one currency, at one settlement point.</summary>
/// <param name="Id">The site's short name.</param>
/// <param name="Limits">What the grid connection allows.</param>
/// <param name="Loads">The load groups in file order; at least one.</param>
/// <param name="Blocks">Power bought ahead at a fixed price.</param>
public sealed record Site(
    SiteId Id,
    SiteLimits Limits,
    ImmutableArray<LoadGroup> Loads,
    ImmutableArray<FixedBlock> Blocks);
