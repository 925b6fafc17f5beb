using System.Collections.Immutable;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

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

    /// <summary>The contract that passes metered energy through at an interval.</summary>
    /// <param name="site">The site.</param>
    /// <returns>For each interval the retail contract in force; null where none is.</returns>
    public static Func<MeteredInterval, ContractId?> Energy(Site site)
    {
        ArgumentNullException.ThrowIfNull(site);
        ImmutableArray<IndexContract> retail = [.. site.Contracts.OfType<IndexContract>()];
        return interval => retail.FirstOrDefault(contract => contract.Term.Covers(interval.Slot.Start))?.Id;
    }

    private static IClause? Clause(IContract contract, ImmutableArray<FixedBlock> blocks) => contract switch
    {
        FixedBlock block => new FixedBlockClause(block, blocks),
        Trade trade => new TradeClause(trade),
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
