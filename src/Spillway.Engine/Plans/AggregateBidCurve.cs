using System.Collections.Immutable;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Plans;

/// <summary>The merit order turned round: how many MW the site wants at which price.</summary>
/// <remarks>
/// <para>Each group goes up its <see cref="ModeLadder"/>, so a mode below the concave hull is not offered. The steps of
/// all groups stand in order of what a MWh of them earns, of equals the earlier in the file first, and are taken whole
/// machine by whole machine until the import limit is reached; what comes after that stays off.</para>
/// <para>It is what <see cref="StrikePolicy"/> runs at each newest known price. Where the import limit binds in a site
/// with several modes or sleeping machines, the two may differ by less than one machine's power: a dispatch stops
/// machines, it does not slow them down. Restart and minimum times and ramps are not in a curve of prices.</para>
/// </remarks>
/// <param name="Asleep">What the site draws when every machine is off, at any price however high.</param>
/// <param name="Steps">From the highest price down; prices never rise and power always grows.</param>
/// <param name="Withheld">What the import limit leaves out, in the same order.</param>
public sealed record AggregateBidCurve(
    Megawatts Asleep, ImmutableArray<BidStep> Steps, ImmutableArray<WithheldStep> Withheld)
{
    /// <summary>What the site draws at a price so low that everything it offers runs.</summary>
    public Megawatts Most => Steps.IsEmpty ? Asleep : Steps[^1].UpTo;

    /// <summary>Makes a site's curve.</summary>
    /// <param name="site">The site.</param>
    /// <param name="hashprice">The hash price that counts; null where no load needs one.</param>
    /// <returns>The curve.</returns>
    public static AggregateBidCurve Of(Site site, Hashprice? hashprice)
    {
        ArgumentNullException.ThrowIfNull(site);
        var asleep = Megawatts.Zero;
        foreach (var group in site.Loads)
        {
            asleep += group.Power(LoadGroup.OffIndex, 0);
        }

        var steps = ImmutableArray.CreateBuilder<BidStep>();
        var withheld = ImmutableArray.CreateBuilder<WithheldStep>();
        var drawn = asleep;
        foreach (var (group, step) in MeritOrder(site, hashprice))
        {
            // Once a machine has found no room none that is worth less is let in, however small it is.
            var room = withheld.Count > 0 ? 0m : decimal.Floor((site.Limits.Import - drawn).Value / step.Rise.Value);
            var machines = (int)Math.Clamp(room, 0m, group.Machines);
            if (machines > 0)
            {
                var upTo = drawn + (step.Rise * machines);
                steps.Add(new(group.Id, step.FromModeIndex, step.ToModeIndex, machines, step.Worth, drawn, upTo));
                drawn = upTo;
            }

            if (machines < group.Machines)
            {
                withheld.Add(new(group.Id, step.ToModeIndex, group.Machines - machines, step.Worth));
            }
        }

        return new(asleep, steps.DrainToImmutable(), withheld.DrainToImmutable());
    }

    /// <summary>What the site wants to draw at a price.</summary>
    /// <param name="price">Currency per MWh; may be negative.</param>
    /// <returns>Power at the grid connection, consumption positive.</returns>
    public Megawatts At(EnergyPrice price)
    {
        var drawn = Asleep;
        foreach (var step in Steps)
        {
            if (step.Price <= price)
            {
                break;
            }

            drawn = step.UpTo;
        }

        return drawn;
    }

    // OrderByDescending is stable: of equally valuable steps the earlier in the file comes first, and a group's own
    // steps, whose worth never rises, keep their order.
    private static IEnumerable<(LoadGroup Group, LadderStep Step)> MeritOrder(Site site, Hashprice? hashprice) =>
        site.Loads
            .SelectMany(group => ModeLadder.Of(group, hashprice), (group, step) => (group, step))
            .OrderByDescending(entry => entry.step.Worth);
}
