using Spillway.Engine.Plans;
using Spillway.Engine.Sites;

namespace Spillway.Engine;

/// <summary>What does not change while a desk runs: the site and the way it is run.</summary>
/// <param name="Site">The site.</param>
/// <param name="Policy">How it is run.</param>
public sealed record Desk(Site Site, IPolicy Policy);
