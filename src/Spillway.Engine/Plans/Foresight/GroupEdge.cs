namespace Spillway.Engine.Plans.Foresight;

/// <summary>One way to spend an interval from a state.</summary>
/// <param name="To">The state it leads to.</param>
/// <param name="Choice">What the group does.</param>
/// <param name="Run">Index of what that draws and produces; the same in every interval.</param>
internal readonly record struct GroupEdge(int To, GroupChoice Choice, int Run);
