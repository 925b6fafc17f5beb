using System.Collections.Immutable;
using Spillway.Engine.Commands;
using Spillway.Engine.Sites;
using Spillway.Units;

namespace Spillway.App.Events;

/// <summary>One interval as it would have been without an order.</summary>
/// <param name="Step">The interval as it was.</param>
/// <param name="Commands">What would have been decided.</param>
/// <param name="Power">What the machines would have drawn by their data sheets.</param>
/// <param name="Runs">What each group would have drawn and produced.</param>
internal sealed record CounterfactualSlot(
    EventStep Step, ImmutableArray<GroupCommand> Commands, Megawatts Power, ImmutableArray<GroupRun> Runs);
