using Spillway.Units;

namespace Spillway.Engine.Plans;

/// <summary>One step of a site's demand curve: some machines of one group going up one step of their ladder.</summary>
/// <param name="Group">The group.</param>
/// <param name="FromModeIndex">The mode the machines come from; 0 is off.</param>
/// <param name="ToModeIndex">The mode they go to, which draws more.</param>
/// <param name="Machines">How many whole machines the import limit leaves room for; at least one.</param>
/// <param name="Price">What a MWh of the step earns: it runs while the price is below this, and rests at it or above.</param>
/// <param name="Below">What the site draws without this step: at this price.</param>
/// <param name="UpTo">What the site draws with it: at any price below this one and not below the next step's.</param>
public sealed record BidStep(
    GroupId Group,
    int FromModeIndex,
    int ToModeIndex,
    int Machines,
    EnergyPrice Price,
    Megawatts Below,
    Megawatts UpTo);
