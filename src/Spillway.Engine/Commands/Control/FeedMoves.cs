using NodaTime;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Signals.Orders;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>Opens feeds at the last safe moment for what has not followed, and closes again what the desk itself opened.</summary>
internal sealed class FeedMoves(
    Census census, Arbitration arbitration, Targets targets, Governor governor, CommandSheet sheet)
{
    private readonly HashSet<int> _told = [];

    /// <summary>Whether feeds may be opened for an order: what only an operator asks for keeps the ramp, and a feed cannot.</summary>
    public static bool MayUseFeeds(Plant plant, Order order) => order.Rank < OrderRank.OperatorHold
        || (plant.Site.Limits.RampDownPerMinute is null && plant.Rules.LargestStep is null);

    /// <summary>Opens what has to be opened now.</summary>
    /// <param name="isStopping">Whether a machine is told to sleep in this pass.</param>
    /// <param name="trust">Which groups the fail-safe table stops.</param>
    public void Open(Func<int, bool> isStopping, Trust trust)
    {
        for (var index = 0; index < census.Plant.Feeds.Length; index++)
        {
            if (trust.StopsGroup(census.Plant.Feeds[index].GroupIndex) && CanOpen(index))
            {
                Tell(index, FeedAction.Open, new(CauseKind.FailSafe, null));
            }
        }

        OpenForStop();
        foreach (var keepsFloor in (ReadOnlySpan<bool>)[false, true])
        {
            if (DueCeiling(keepsFloor) is { } due)
            {
                OpenFor(due.Level, due.Because, load => !keepsFloor || governor.TakeOpening(load.Wanted), isStopping);
            }
        }
    }

    /// <summary>Closes feeds of groups that want more machines than have power: one feed a group and pass.</summary>
    /// <param name="isItsTurn">Whether the restore has come to a machine.</param>
    public void Close(Func<int, bool> isItsTurn)
    {
        foreach (var group in targets.LeastValuableFirst().Reverse())
        {
            var powered = census.Group(group).ReadyOn + census.Group(group).ReadyOff;
            if (census.Group(group).Dark == 0 || targets.Group(group).On <= powered)
            {
                continue;
            }

            for (var index = 0; index < census.Plant.Feeds.Length; index++)
            {
                var feed = census.Plant.Feeds[index];
                if (feed.GroupIndex == group && CanClose(index) && isItsTurn(feed.FirstMachine)
                    && governor.TakeFeed(FeedLoad.Of(census, index, static _ => false).OnClosing))
                {
                    Tell(index, FeedAction.Close, targets.Group(group).Because);
                    break;
                }
            }
        }
    }

    // A total stop uses every rung: a feed is opened once everything behind it rests, or when time is up.
    private void OpenForStop()
    {
        foreach (var active in arbitration.Orders)
        {
            if (active.Order.Kind != OrderKind.Stop || arbitration.Bound(active) != Megawatts.Zero)
            {
                continue;
            }

            for (var index = 0; index < census.Plant.Feeds.Length; index++)
            {
                if (CanOpen(index) && (IsDue(active, index) || IsAtRest(index)))
                {
                    Tell(index, FeedAction.Open, new(CauseKind.Stop, active.Order.Id));
                }
            }
        }
    }

    // The lowest ceiling that is due, among those that a floor of a higher rank stands above or among the others.
    private (Megawatts Level, Cause Because)? DueCeiling(bool keepsFloor)
    {
        (Megawatts Level, Cause Because)? due = null;
        foreach (var active in arbitration.Orders)
        {
            if (Arbitration.IsCeiling(active.Order) && MayUseFeeds(census.Plant, active.Order) && IsDue(active, -1)
                && KeepsFloor(active.Order) == keepsFloor
                && arbitration.Bound(active) is { } level && (due is null || level < due.Value.Level))
            {
                due = (level, new(active.Order.Kind == OrderKind.Stop ? CauseKind.Stop : CauseKind.Ceiling, active.Order.Id));
            }
        }

        return due;
    }

    private bool KeepsFloor(Order order) => arbitration.Orders.Any(active => active.Order.Id == arbitration.Bounds.FloorBy && active.Order.Rank < order.Rank);

    private void OpenFor(Megawatts level, Cause because, Func<FeedLoad, bool> mayOpen, Func<int, bool> isStopping)
    {
        var excess = Excess(level);
        if (excess <= Megawatts.Zero)
        {
            return;
        }

        var loads = Enumerable.Range(0, census.Plant.Feeds.Length)
            .Where(CanOpen)
            .Select(index => FeedLoad.Of(census, index, isStopping))
            .OrderBy(load => census.State.Feeds[load.Feed].IsFailing(census.Plant.Feeds[load.Feed], census.State.Now))
            .ThenBy(static load => load.Drawn <= Megawatts.Zero)
            .ThenBy(Cost)
            .ThenBy(Wear)
            .ThenByDescending(static load => load.Drawn)
            .ThenByDescending(static load => load.Feed)
            .ToList();
        foreach (var load in loads)
        {
            if (excess > Megawatts.Zero && mayOpen(load))
            {
                Tell(load.Feed, FeedAction.Open, because);
                excess -= load.Drawn;
            }
        }
    }

    // What is measured above the level, less what feeds already told to open will take off. A meter that has not seen the
    // last feed move yet is no proof; the machines then are.
    private Megawatts Excess(Megawatts level)
    {
        var (plant, state) = (census.Plant, census.State);
        var readBack = ReadBack.Of(plant, state);
        var measured = readBack.IsMetered && !HasMovedSinceMeter() ? readBack.Power : census.Drawn;
        for (var index = 0; index < plant.Feeds.Length; index++)
        {
            var isOpening = _told.Contains(index) || (state.Feeds[index].IsParted(plant.Feeds[index], state.Now) && !state.Feeds[index].IsOpen);
            measured -= isOpening ? FeedLoad.Of(census, index, static _ => false).Drawn : Megawatts.Zero;
        }

        var excess = measured - level;
        var isTrembling = census.Drawn <= level && excess <= level * plant.Rules.MeterTolerance.Value;
        return isTrembling ? Megawatts.Zero : excess;
    }

    private bool HasMovedSinceMeter()
    {
        var state = census.State;
        var sampledAt = state.Meter!.Value.At + (state.Now - state.At);
        return state.Feeds.Any(feed => feed.IsOpen && feed.Told == FeedAction.Open && feed.Since > sampledAt);
    }

    private decimal Cost(FeedLoad load) => load.Drawn <= Megawatts.Zero
        ? targets.Group(census.Plant.Feeds[load.Feed].GroupIndex).Worth
        : load.Wanted.Value * targets.Group(census.Plant.Feeds[load.Feed].GroupIndex).Worth / load.Drawn.Value;

    // Only machines that shall run are started again: what rests behind a feed wears nothing by it.
    private decimal Wear(FeedLoad load) => load.Drawn <= Megawatts.Zero
        ? targets.Group(census.Plant.Feeds[load.Feed].GroupIndex).Wear
        : load.Wanted.Value * targets.Group(census.Plant.Feeds[load.Feed].GroupIndex).Wear / load.Drawn.Value;

    // The last moment at which feeds, opened now, still make the deadline with the margin.
    private bool IsDue(ActiveOrder active, int index)
    {
        var slowest = Duration.Zero;
        for (var other = 0; other < census.Plant.Feeds.Length; other++)
        {
            slowest = index < 0 || other == index ? Duration.Max(slowest, census.Plant.Feeds[other].OpenWithin) : slowest;
        }

        return census.State.Now >= active.Deadline - slowest - census.Plant.Rules.BreakerMargin;
    }

    private bool IsAtRest(int index)
    {
        var feed = census.Plant.Feeds[index];
        foreach (var machine in census.State.Machines.AsSpan()[feed.FirstMachine..feed.EndMachine])
        {
            if (machine.Condition is not (MachineCondition.Asleep or MachineCondition.Unpowered))
            {
                return false;
            }
        }

        return true;
    }

    private bool CanOpen(int index)
    {
        var (feed, now) = (census.State.Feeds[index], census.State.Now);
        return !census.LockOuts.HasFeed(index)
            && !_told.Contains(index)
            && (!feed.IsParted(census.Plant.Feeds[index], now) || IsClosing(feed))
            && (feed.Told != FeedAction.Open || now >= feed.ToldAt + census.Plant.Rules.Retries.FirstPause || feed.Follows);
    }

    // A command to close that is still on its way has to be overtaken: what is open now would not stay so.
    private static bool IsClosing(FeedState feed) => feed.Told == FeedAction.Close && feed.IsOpen && feed.Pending != CommandId.None;

    private bool CanClose(int index)
    {
        var (feed, now) = (census.State.Feeds[index], census.State.Now);
        var isRested = feed.Told != FeedAction.Close || now >= feed.ToldAt + census.Plant.Rules.Retries.LongestPause;
        return !census.LockOuts.HasFeed(index)
            && feed.Position == FeedPosition.Open
            && feed.IsOurs
            && isRested
            && !feed.IsComing(census.Plant.Feeds[index], now);
    }

    private void Tell(int index, FeedAction action, Cause because)
    {
        if (_told.Add(index))
        {
            sheet.Tell(index, action, because);
        }
    }
}
