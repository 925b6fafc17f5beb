using System.Collections.Immutable;
using Spillway.Engine.Signals;
using Spillway.Units;

namespace Spillway.Engine.Settlements;

/// <summary>What one interval cost and earned.</summary>
/// <param name="Slot">The interval.</param>
/// <param name="Price">The price that settled it.</param>
/// <param name="Groups">One entry a group, in file order.</param>
/// <param name="Contracts">Income from fixed blocks: positive = the site earns.</param>
public sealed record IntervalSettlement(
    Slot Slot, EnergyPrice Price, ImmutableArray<GroupSettlement> Groups, ExactMoney Contracts)
{
    /// <summary>Production less energy and wear, plus contracts.</summary>
    public ExactMoney Net
    {
        get
        {
            var net = Contracts;
            foreach (var group in Groups)
            {
                net += group.Production - group.EnergyCost - group.Wear;
            }

            return net;
        }
    }
}
