using System.Collections.Immutable;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.Engine.Commands;

/// <summary>A plan made possible: what the site does, and where its machines will then be.</summary>
/// <param name="Decision">What every group does.</param>
/// <param name="After">Where the machines will be at the interval's end, in file order.</param>
/// <param name="Power">What the site draws in the interval.</param>
public sealed record Dispatched(Decision Decision, ImmutableArray<GroupState> After, Megawatts Power);
