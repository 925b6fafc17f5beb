using System.Collections.Immutable;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Contracts;

namespace Spillway.Engine.Settlements.Clauses;

/// <summary>The clauses of a site's contracts.</summary>
public static class ContractClauses
{
    /// <summary>One clause a contract that makes lines.</summary>
    /// <param name="site">The site.</param>
    /// <returns>The clauses in file order; a mining pool has none, as it is part of what production earns.</returns>
    public static ImmutableArray<IClause> Of(Site site)
    {
        ArgumentNullException.ThrowIfNull(site);
        var clauses = ImmutableArray.CreateBuilder<IClause>(site.Contracts.Length);
        var blocks = ImmutableArray<FixedBlock>.Empty;
        foreach (var contract in site.Contracts)
        {
            if (Clause(contract, blocks) is { } clause)
            {
                clauses.Add(clause);
            }

            if (contract is FixedBlock block)
            {
                blocks = blocks.Add(block);
            }
        }

        return clauses.DrainToImmutable();
    }

    private static IClause? Clause(IContract contract, ImmutableArray<FixedBlock> blocks) => contract switch
    {
        FixedBlock block => new PositionClause(block, blocks),
        Trade trade => new PositionClause(trade, []),
        IndexContract index => new IndexClause(index),
        DayAheadContract dayAhead => new DayAheadClause(dayAhead),
        AncillarySale sale => new AncillaryClause(sale),
        EmergencyResponse response => new EmergencyResponseClause(response),
        CoincidentPeakCharge charge => new CoincidentPeakClause(charge),
        DeliveryTariff tariff => new DeliveryClause(tariff),
        HostingContract hosting => new HostingClause(hosting),
        MiningPool => null,
        _ => throw new InvalidOperationException($"Broken invariant: {contract.GetType().Name} has no clause."),
    };
}
