using Spillway.Engine.Sites;

namespace Spillway.Engine.Plans.Foresight;

/// <summary>One way to spend an interval from a state.</summary>
/// <param name="To">The state it leads to.</param>
/// <param name="Choice">What the group does.</param>
/// <param name="Run">What that draws and produces; the same in every interval.</param>
internal readonly record struct GroupEdge(int To, GroupChoice Choice, GroupRun Run);
