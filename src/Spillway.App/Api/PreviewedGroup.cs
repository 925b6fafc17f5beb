using Spillway.Units;

namespace Spillway.App.Api;

/// <summary>What an order would do to one group.</summary>
/// <param name="Group">The group.</param>
/// <param name="Power">The MW that go off; below zero where they come on.</param>
/// <param name="Worth">What a MWh earns there; null where nothing is priced.</param>
/// <param name="CostPerHour">What that costs in an hour at the newest known price: worth less price, times the MW; below zero where it
/// saves. Null where worth or price is not known.</param>
public sealed record PreviewedGroup(GroupId Group, Megawatts Power, EnergyPrice? Worth, decimal? CostPerHour)
{
    /// <summary>Whether the group goes over to a lower mode for that and earns on, where else machines of it sleep.</summary>
    public bool IsLowered { get; init; }
}
