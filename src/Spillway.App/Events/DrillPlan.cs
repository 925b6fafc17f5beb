using NodaTime;
using Spillway.Engine.Commands.Ladder;
using Spillway.Units;

namespace Spillway.App.Events;

/// <summary>A drill before it is begun.</summary>
/// <param name="By">How much comes off.</param>
/// <param name="Within">The time to do it in.</param>
/// <param name="For">After how long it ends by itself.</param>
/// <param name="Power">What the site draws now.</param>
/// <param name="Promise">What the desk promises about it.</param>
/// <param name="CostPerHour">What an hour of it costs in the site's currency; null where no price is known.</param>
public sealed record DrillPlan(Megawatts By, Duration Within, Duration For, Megawatts Power, Promise Promise, decimal? CostPerHour)
{
    /// <summary>The number of the plan that it is begun from; null for one that nobody had planned.</summary>
    public long? Planned { get; init; }

    /// <summary>To where it brings the site.</summary>
    public Megawatts Level => Power - By;

    /// <summary>What it costs until it ends, restarts not counted; null where no price is known.</summary>
    public decimal? Cost => CostPerHour * (decimal)For.TotalHours;
}
