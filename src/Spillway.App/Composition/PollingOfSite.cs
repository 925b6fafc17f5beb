using NodaTime;
using Spillway.App.Sites;
using Spillway.Devices.Fleet;
using Spillway.Engine.Sites.Plants;
using Spillway.Simulation.World;
using Spillway.Units;

namespace Spillway.App.Composition;

/// <summary>How often the field of a site is asked, and what of it is believed: the site file's times, bounded by what is built.</summary>
internal static class PollingOfSite
{
    // Where a world's clock runs fast its machines are asked by the wall's minutes, or every answer would be hours old.
    private static readonly Duration _worldRound = Duration.FromMinutes(1);

    /// <summary>The options of the site's field.</summary>
    /// <param name="site">The site.</param>
    /// <param name="plant">Its plant.</param>
    /// <param name="world">The simulated world whose clock the desk runs by; null at a real site.</param>
    /// <param name="say">Told one line at a time, for people.</param>
    /// <returns>The options.</returns>
    public static FleetOptions Of(SiteDefinition site, Plant plant, DeskWorld? world, Action<string> say)
    {
        var desk = site.Installation!.Desk;
        return new()
        {
            Poll = desk.Poll,
            Round = world?.Clock is IWorldTime time ? () => _worldRound / time.ToProcessTime(Duration.FromSeconds(1)).TotalSeconds : null,
            MeterPoll = desk.MeterPoll,
            MachineStale = desk.MachineStale,
            Connections = desk.Connections,
            Pass = plant.Rules.PassPeriod,
            MeterStep = MeterStep(site.Site.Limits.Import),
            LargestPower = LargestPower(plant),
            Say = say,
        };
    }

    // A hundred-thousandth of the import limit, as a power of ten; a kilowatt at a site of a hundred megawatts.
    private static Megawatts MeterStep(Megawatts import)
    {
        var step = 1m;
        while (step > import.Value / 100_000m)
        {
            step /= 10m;
        }

        return new(step);
    }

    private static Megawatts LargestPower(Plant plant)
    {
        var together = plant.Groups.Sum(static group => group.Load.Machines * Enumerable.Range(0, group.Load.Modes.Length).Max(mode => group.Load.PowerPerMachine(mode).Value));
        return new(Math.Max(plant.Site.Limits.Import.Value, together));
    }
}
