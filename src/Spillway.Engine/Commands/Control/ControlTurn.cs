using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Signals.Field;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>Everything one control pass decided.</summary>
/// <param name="At">The instant of the pass.</param>
/// <param name="Bounds">Between what the site's power has to be.</param>
/// <param name="Expected">What the site will draw when every command so far has been followed.</param>
/// <param name="Wanted">How each group is wanted, in file order.</param>
/// <param name="Machines">Commands to machines, by number.</param>
/// <param name="Feeds">Commands to feeds, by number.</param>
/// <param name="Unanswered">Earlier commands that end here without an outcome from the field.</param>
/// <param name="Answers">The answers to the orders of the frame, in their order.</param>
/// <param name="Endings">Orders that no longer hold.</param>
/// <param name="Alarms">What begins and what ends.</param>
/// <param name="FeedsWatchdogs">Whether the watchdogs of the feeds are fed.</param>
public sealed record ControlTurn(
    Instant At,
    SiteBounds Bounds,
    Megawatts Expected,
    ImmutableArray<GroupWanted> Wanted,
    ImmutableArray<MachineCommand> Machines,
    ImmutableArray<FeedCommand> Feeds,
    ImmutableArray<CommandOutcome> Unanswered,
    ImmutableArray<OrderAnswer> Answers,
    ImmutableArray<OrderEnding> Endings,
    ImmutableArray<Alarm> Alarms,
    bool FeedsWatchdogs);
