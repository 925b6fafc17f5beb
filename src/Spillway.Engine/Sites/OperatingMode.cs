using Spillway.Units;

namespace Spillway.Engine.Sites;

/// <summary>One way a machine can run: what it draws and what it produces.</summary>
/// <param name="Name">The mode's name in the site file: <c>off</c>, <c>low</c>, <c>normal</c>, …</param>
/// <param name="Power">Per machine, at the wall, without the site's overhead; consumption positive.</param>
/// <param name="HashRate">Per machine; zero for off and for loads that do not hash.</param>
public sealed record OperatingMode(string Name, Watts Power, TerahashesPerSecond HashRate);
