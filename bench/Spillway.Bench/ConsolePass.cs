namespace Spillway.Bench;

/// <summary>One pass of the desk that consoles look at.</summary>
/// <param name="TookMs">How long it took, in milliseconds.</param>
/// <param name="CollectingMs">How much of that the garbage collector had every thread stopped, in milliseconds.</param>
/// <param name="RunningMs">How long the pass's thread was on a core, in milliseconds, as counted at the system's ticks: some milliseconds coarse; null where the system does not say.</param>
/// <param name="Told">When it was told to those who watch, by <see cref="System.Diagnostics.Stopwatch"/>'s counter.</param>
/// <param name="Stamp">When what it tells came to the desk, by the machine's clock: just before the pass.</param>
/// <param name="Power">The site's power that it brought, in MW.</param>
internal sealed record ConsolePass(double TookMs, double CollectingMs, double? RunningMs, long Told, DateTimeOffset Stamp, decimal Power);
