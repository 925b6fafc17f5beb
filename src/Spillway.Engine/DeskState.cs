using System.Collections.Immutable;
using Spillway.Engine.Plans;
using Spillway.Engine.Settlements;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine;

/// <summary>All that the desk remembers between two steps.</summary>
/// <param name="Groups">Where the machines are, one entry a group in file order.</param>
/// <param name="Power">What the site draws now.</param>
/// <param name="Prices">The prices known so far.</param>
/// <param name="Memory">What the policy remembers.</param>
/// <param name="Open">The interval decided last and not yet settled; null before the first and after the last.</param>
/// <param name="Totals">The sums of what was settled.</param>
public sealed record DeskState(
    ImmutableArray<GroupState> Groups,
    Megawatts Power,
    PriceHistory Prices,
    PolicyMemory? Memory,
    Slot? Open,
    Totals Totals)
{
    /// <summary>The state before the first interval: everything runs in normal mode as far as the import limit
    /// allows, restarts over.</summary>
    /// <param name="desk">The site and its policy.</param>
    /// <param name="prices">The prices known before the first interval.</param>
    /// <param name="hashprice">The hash price that ranks the machines; null where no load needs one.</param>
    /// <returns>The first state.</returns>
    public static DeskState Before(Desk desk, PriceHistory prices, Hashprice? hashprice)
    {
        ArgumentNullException.ThrowIfNull(desk);
        var groups = Commands.Dispatch.Settled(desk.Site, hashprice);
        return new(groups, Draw(desk.Site, groups), prices, desk.Policy.InitialMemory, null, default);
    }

    /// <summary>What a site draws with its machines where they are.</summary>
    internal static Megawatts Draw(Site site, ImmutableArray<GroupState> groups)
    {
        var power = Megawatts.Zero;
        for (var index = 0; index < groups.Length; index++)
        {
            power += site.Loads[index].Power(groups[index].ModeIndex, groups[index].Running);
        }

        return power;
    }
}
