using NodaTime;
using Spillway.Engine.Commands.Control;
using Spillway.Units;

namespace Spillway.App.Boards;

/// <summary>What the desk shows after a pass.</summary>
/// <param name="Number">Counts the passes since the start.</param>
/// <param name="State">All that the control pass remembers.</param>
/// <param name="Power">What the site draws: by the meter, or where it is silent by the machines' word.</param>
/// <param name="IsMetered">Whether the meter says so.</param>
/// <param name="Wanted">What it shall draw.</param>
/// <param name="Price">The newest known price; null where none is known.</param>
/// <param name="PriceStart">The start of that price's interval.</param>
/// <param name="PriceFault">Why the source could not be read the last time; null where it could.</param>
/// <param name="Breakeven">What the last MWh that runs at a profit earns; null where nothing is priced.</param>
/// <param name="SeenAt">When the frame was made, on the wall clock's counter: how old it is.</param>
public sealed record BoardFrame(
    long Number,
    ControlState State,
    Megawatts Power,
    bool IsMetered,
    Megawatts Wanted,
    EnergyPrice? Price,
    Instant? PriceStart,
    string? PriceFault,
    EnergyPrice? Breakeven,
    long SeenAt);
