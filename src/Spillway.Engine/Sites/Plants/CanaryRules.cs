using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Sites.Plants;

/// <summary>The few machines that go first before many are started or stopped for economic reasons; a change of mode goes without.</summary>
/// <param name="Machines">How many of each group go first; 0 sends none ahead.</param>
/// <param name="Wait">How long the others wait for them at most.</param>
/// <param name="From">The smallest move of the site that is tried out first.</param>
public sealed record CanaryRules(int Machines, Duration Wait, Megawatts From);
