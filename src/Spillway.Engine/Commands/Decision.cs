using System.Collections.Immutable;
using Spillway.Engine.Signals;

namespace Spillway.Engine.Commands;

/// <summary>What the site does in one interval.</summary>
/// <param name="Slot">The interval.</param>
/// <param name="Commands">One entry a group, in file order.</param>
public sealed record Decision(Slot Slot, ImmutableArray<GroupCommand> Commands);
