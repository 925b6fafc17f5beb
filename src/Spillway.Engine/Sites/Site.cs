using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.Engine.Sites;

/// <summary>A flexible-compute site: loads behind one grid connection, in one currency, at one settlement point.</summary>
/// <param name="Id">The site's short name.</param>
/// <param name="Limits">What the grid connection allows.</param>
/// <param name="Loads">The load groups in file order; at least one.</param>
/// <param name="Contracts">Everything agreed, in file order. Only settlement reads them: what is owed either way decides nothing.</param>
public sealed record Site(
    SiteId Id,
    SiteLimits Limits,
    ImmutableArray<LoadGroup> Loads,
    ImmutableArray<IContract> Contracts)
{
    /// <summary>Power bought ahead at a fixed price, in file order.</summary>
    public IEnumerable<FixedBlock> Blocks => Contracts.OfType<FixedBlock>();

    /// <summary>The pool that buys the hash rate at an instant by a contract with dates: statements pay by it. One without dates
    /// has been made part of the groups when the site was described, and so of decisions.</summary>
    /// <param name="at">The instant.</param>
    /// <returns>The pool; null where none is in force.</returns>
    public MiningPool? DatedPool(Instant at)
    {
        foreach (var contract in Contracts)
        {
            if (contract is MiningPool pool && pool.Term != ContractTerm.Always && pool.Term.Covers(at))
            {
                return pool;
            }
        }

        return null;
    }
}
