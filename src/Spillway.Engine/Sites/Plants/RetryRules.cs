using NodaTime;

namespace Spillway.Engine.Sites.Plants;

/// <summary>How often and how fast a command that was not followed is given again.</summary>
/// <param name="Attempts">How often in all before the machine is marked; at least 1. A marked machine is told again at the
/// longest pause for as long as it does not do what is wanted.</param>
/// <param name="FirstPause">From the first attempt's failure to the second; doubles with each further one.</param>
/// <param name="LongestPause">The longest pause.</param>
public sealed record RetryRules(int Attempts, Duration FirstPause, Duration LongestPause);
