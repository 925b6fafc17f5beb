using Spillway.App.Sites;
using Spillway.Engine.Sites;
using Spillway.Engine.Settlements;
using Spillway.Units;

namespace Spillway.App.Demo;

/// <summary>What the day earned, and what it would have earned had nobody stopped anything.</summary>
internal sealed class DemoLedger(SiteDefinition site)
{
    /// <summary>What was settled.</summary>
    public Totals Earned { get; private set; }

    /// <summary>The same intervals with everything running.</summary>
    public Totals AlwaysOn { get; private set; }

    /// <summary>An interval was settled.</summary>
    /// <param name="settled">What it cost and earned.</param>
    public void Add(IntervalSettlement settled)
    {
        Earned = Earned.With(settled);
        AlwaysOn = AlwaysOn.With(Settlement.Of(
            site.Site, settled.Slot, [.. site.Site.Loads.Select(load => Full(load, settled.Slot.Minutes))], settled.Price, site.Hashprice));
    }

    private static GroupRun Full(LoadGroup load, Minutes minutes) => new(
        GroupState.Settled(load, load.Machines),
        load.NormalModeIndex,
        load.Machines,
        ExactEnergy.From(load.Power(load.NormalModeIndex, load.Machines), minutes),
        new(load.Machines * minutes.Value),
        new(0m),
        0);
}
