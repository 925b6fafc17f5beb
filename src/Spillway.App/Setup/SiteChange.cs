using Spillway.App.Accounts.Seconds;

namespace Spillway.App.Setup;

/// <summary>What became of a change that was asked for: made at once, or waiting for another person.</summary>
/// <param name="Version">The version made; null where it waits.</param>
/// <param name="Request">The request that waits; null where it was made.</param>
public sealed record SiteChange(SiteVersion? Version, SecondRequest? Request);
