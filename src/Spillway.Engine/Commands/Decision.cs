using System.Collections.Immutable;
using Spillway.Engine.Signals;
using Spillway.Units;

namespace Spillway.Engine.Commands;

/// <summary>What the site does in one interval.</summary>
/// <param name="Slot">The interval.</param>
/// <param name="Commands">One entry a group, in file order.</param>
/// <param name="Hashprice">The hash price that ranked the machines; null where no load needs one. Outside the hash.</param>
public sealed record Decision(Slot Slot, ImmutableArray<GroupCommand> Commands, Hashprice? Hashprice);
