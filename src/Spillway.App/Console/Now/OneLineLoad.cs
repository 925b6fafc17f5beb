using Spillway.App.Boards;
using Spillway.Units;

namespace Spillway.App.Console.Now;

/// <summary>A feed and the machines behind it in the one-line diagram, or machines that hang on the bar itself.</summary>
/// <param name="Name">The feed's name; empty where there is none.</param>
/// <param name="Feed">The feed; null where there is none.</param>
/// <param name="Power">What the machines draw.</param>
/// <param name="Share">The share of them that draw power to work, 0 to 1.</param>
/// <param name="X">The middle.</param>
/// <param name="Y">The bar above.</param>
public sealed record OneLineLoad(string Name, FeedPicture? Feed, Megawatts Power, double Share, int X, int Y);
