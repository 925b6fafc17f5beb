using System.Collections.Immutable;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Contracts;
using Spillway.Units;

namespace Spillway.Engine.Settlements.Statements;

/// <summary>What a position costs in an interval whether or not it is settled.</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Energy">What it holds in the interval; bought positive, sold negative.</param>
/// <param name="Price">What was agreed per MWh.</param>
public readonly record struct OwedEnergy(ContractId Contract, MegawattHours Energy, EnergyPrice Price)
{
    /// <summary>What all positions of a site hold in an interval.</summary>
    /// <param name="site">The site.</param>
    /// <param name="slot">The interval.</param>
    /// <returns>One entry a position, in file order.</returns>
    public static ImmutableArray<OwedEnergy> In(Site site, Slot slot)
    {
        ArgumentNullException.ThrowIfNull(site);
        return
        [
            .. site.Contracts.OfType<IPosition>().Select(position =>
                new OwedEnergy(position.Id, position.Energy(slot.Start, slot.Length).ToMegawattHours(), position.Price)),
        ];
    }
}
