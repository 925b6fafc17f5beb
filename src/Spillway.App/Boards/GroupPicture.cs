using Spillway.Engine.Commands.Control;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.App.Boards;

/// <summary>One group in a frame.</summary>
/// <param name="Load">The group.</param>
/// <param name="Wanted">How it is wanted, and why.</param>
/// <param name="Counts">How its machines are.</param>
/// <param name="Power">What it draws at the grid connection, by its machines' word.</param>
/// <param name="Value">What a MWh earns in it; null where nothing is priced.</param>
public sealed record GroupPicture(LoadGroup Load, GroupWanted Wanted, ConditionCounts Counts, Megawatts Power, EnergyPrice? Value);
