using System.Collections.Immutable;
using Spillway.App.Obligations;
using Spillway.App.Sites.Contracts;
using Spillway.Engine.Commands.Ladder;
using Spillway.Engine.Signals.Obligations;
using Spillway.Units;

namespace Spillway.App.Api;

/// <summary>What an order would do now, before it is given.</summary>
/// <param name="Power">What the site draws.</param>
/// <param name="Level">The ceiling or floor that it would come to; null for kinds without one.</param>
/// <param name="Promise">What would be promised; null for kinds without a ceiling.</param>
/// <param name="Groups">The groups that would move, in the order in which they do.</param>
/// <param name="Price">The newest known price.</param>
/// <param name="Broken">When it would leave less running than contracts hold: then it is refused.</param>
public sealed record OrderPreview(
    Megawatts Power,
    Megawatts? Level,
    Promise? Promise,
    ImmutableArray<PreviewedGroup> Groups,
    EnergyPrice? Price,
    ImmutableArray<HeldShortfall> Broken)
{
    /// <summary>What an operator's own shed takes off the baselines of programmes; none where it costs them nothing.</summary>
    public ImmutableArray<(BaselineProgramme Programme, BaselineCost Cost)> Baselines { get; init; } = [];

    /// <summary>The MW that go off in all; below zero where they come on.</summary>
    public Megawatts Change => Groups.Aggregate(Megawatts.Zero, static (sum, group) => sum + group.Power);

    /// <summary>What it costs in an hour at the newest known price; below zero where it saves. Null where that is not known.</summary>
    public decimal? CostPerHour => Groups.Any(static group => group.CostPerHour is null) || Price is null ? null : Groups.Sum(static group => group.CostPerHour);
}
