using NodaTime;
using Spillway.Units;

namespace Spillway.App.Boards;

/// <summary>What the site did at an instant, for the chart of the last hours.</summary>
/// <param name="At">The instant, by the desk's clock.</param>
/// <param name="Power">What it drew, by the meter or else by the machines' word.</param>
/// <param name="Wanted">What it shall draw.</param>
/// <param name="Ceiling">The most it may draw.</param>
/// <param name="Price">The newest known price; null where none was known.</param>
/// <param name="Breakeven">What the last MWh that runs at a profit earns; null where nothing is priced.</param>
public readonly record struct TrendSample(Instant At, Megawatts Power, Megawatts Wanted, Megawatts Ceiling, EnergyPrice? Price, EnergyPrice? Breakeven);
