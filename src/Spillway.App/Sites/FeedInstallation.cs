namespace Spillway.App.Sites;

/// <summary>Machines behind one breaker.</summary>
/// <param name="Id">The feed's name, once on the site.</param>
/// <param name="Machines">How many; at least one.</param>
/// <param name="Breaker">What opens it.</param>
public sealed record FeedInstallation(string Id, int Machines, BreakerInstallation Breaker);
