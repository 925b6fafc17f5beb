using NodaTime;
using Spillway.App.Api;
using Spillway.Engine.Commands.Control;
using Spillway.Units;

namespace Spillway.App.Boards;

/// <summary>What the site did at an instant, for the chart of the last hours.</summary>
/// <param name="At">The instant, by the desk's clock.</param>
/// <param name="Power">What it drew, by the meter or else by the machines' word.</param>
/// <param name="Wanted">What it shall draw.</param>
/// <param name="Ceiling">The most it may draw.</param>
/// <param name="Price">The newest known price; null where none was known.</param>
/// <param name="Breakeven">What the last MWh that runs at a profit earns; null where nothing is priced.</param>
public readonly record struct TrendSample(Instant At, Megawatts Power, Megawatts Wanted, Megawatts Ceiling, EnergyPrice? Price, EnergyPrice? Breakeven)
{
    /// <summary>What a state says of the site.</summary>
    /// <param name="desk">The desk: what its machines are and earn.</param>
    /// <param name="state">The state after a pass.</param>
    /// <param name="price">The newest price known by then; null where none was.</param>
    /// <returns>The sample at the state's instant.</returns>
    internal static TrendSample Of(DeskView desk, ControlState state, EnergyPrice? price) => new(
        state.At,
        SitePower.Now(desk.Plant, state),
        StatusJson.Wanted(desk, state),
        state.Bounds.Ceiling,
        price,
        BreakevenOf(desk, state));

    /// <summary>The least of what the groups earn that are wanted; of all where none is.</summary>
    internal static EnergyPrice? BreakevenOf(DeskView desk, ControlState state)
    {
        EnergyPrice? running = null;
        EnergyPrice? all = null;
        for (var index = 0; index < desk.Plant.Groups.Length; index++)
        {
            var load = desk.Plant.Groups[index].Load;
            if (load.Value is null && desk.Hashprice is null)
            {
                continue;
            }

            var value = load.Breakeven(load.NormalModeIndex, desk.Hashprice);
            all = all is { } some && some.Value <= value.Value ? some : value;
            if (index < state.Wanted.Length && state.Wanted[index].Target > 0)
            {
                running = running is { } one && one.Value <= value.Value ? one : value;
            }
        }

        return running ?? all;
    }
}
