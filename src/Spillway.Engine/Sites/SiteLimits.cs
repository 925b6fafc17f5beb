using Spillway.Units;

namespace Spillway.Engine.Sites;

/// <summary>What the grid connection allows.</summary>
/// <param name="Import">The most the site may draw; above zero.</param>
/// <param name="RampDownPerMinute">Largest fall per minute, as a positive number of MW; null means no limit.</param>
/// <param name="RampUpPerMinute">Largest rise per minute; null means no limit.</param>
public sealed record SiteLimits(Megawatts Import, Megawatts? RampDownPerMinute, Megawatts? RampUpPerMinute);
