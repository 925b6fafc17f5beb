using System.Collections.Immutable;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;

namespace Spillway.Engine.Plans;

/// <summary>What a policy is asked: how shall each group run in the coming interval?</summary>
/// <param name="Site">The site.</param>
/// <param name="Slot">The interval to decide.</param>
/// <param name="IsFirst">Whether nothing has been decided before.</param>
/// <param name="Prices">The prices known so far.</param>
/// <param name="Frame">What became known since the last step.</param>
/// <param name="Groups">Where the machines are, one entry a group in file order.</param>
public sealed record PolicyQuestion(
    Site Site, Slot Slot, bool IsFirst, PriceHistory Prices, SignalFrame Frame, ImmutableArray<GroupState> Groups);
