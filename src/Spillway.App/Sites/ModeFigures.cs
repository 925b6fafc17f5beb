using Spillway.Units;

namespace Spillway.App.Sites;

/// <summary>What one mode of a group comes to when all its machines are in it.</summary>
/// <param name="Group">The group.</param>
/// <param name="Mode">The mode's name.</param>
/// <param name="Machines">How many machines the group has.</param>
/// <param name="Power">What they draw from the grid, the site's overhead included.</param>
/// <param name="JoulesPerTerahash">Energy a hash takes at the machine's wall, J/TH; null where nothing is hashed.</param>
/// <param name="SiteJoulesPerTerahash">The same at the grid connection, the overhead included, J/TH.</param>
/// <param name="Breakeven">The price above which running in this mode loses money; null for off, and where the site file
/// has no hash price.</param>
public sealed record ModeFigures(
    GroupId Group,
    string Mode,
    int Machines,
    Megawatts Power,
    decimal? JoulesPerTerahash,
    decimal? SiteJoulesPerTerahash,
    EnergyPrice? Breakeven);
