using NodaTime;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Orders;
using Spillway.Units;

namespace Spillway.Engine.Commands.Ladder;

/// <summary>What an order without a ceiling moves: what a hold or the end of an order takes off or lets come back, as far as all other
/// orders leave it, and what a lock-out puts out of reach.</summary>
internal sealed class MovePromise(Census census, Targets targets, ShedLadder ladder)
{
    // Two years: a ramp that is next to nothing has no longer time either.
    private const decimal MostMinutes = 1_000_000m;

    private static readonly Ratio _nothingSure = new(0m);
    private static readonly Ratio _sure = new(1m);

    /// <summary>The promise about an order that was accepted.</summary>
    /// <param name="order">The order.</param>
    /// <param name="before">The orders that held when it came.</param>
    /// <param name="after">Those that hold with it.</param>
    public Promise Of(Order order, IReadOnlyCollection<ActiveOrder> before, IReadOnlyCollection<ActiveOrder> after)
    {
        if (order.Kind == OrderKind.LockOut)
        {
            var others = new LockOuts(census.Plant, [.. after.Where(active => active.Order.Id != order.Id)]);
            return Still(ladder.LockedOut - LadderRungs.LockedOut(census, others), Megawatts.Zero);
        }

        var ended = order.Kind == OrderKind.Release ? before.FirstOrDefault(active => active.Order.Id == order.Target)?.Order : null;
        var isOff = order.Kind == OrderKind.HoldOff;
        var groups = Groups(ended ?? order).ToList();
        var change = groups.Aggregate(Megawatts.Zero, (sum, group) => sum + Change(group));
        return change < Megawatts.Zero ? Off(groups, isOff)
            : change > Megawatts.Zero && !isOff ? Back(groups, change, ended is not null && OrderBook.IsRestraint(ended))
            : Still(ladder.LockedOut, isOff ? LeftOver(groups) : Megawatts.Zero);
    }

    private IEnumerable<int> Groups(Order about)
    {
        var feed = about.Feed is { } id ? census.Plant.Feeds.FirstOrDefault(one => one.Id == id) : null;
        return Enumerable.Range(0, census.Plant.Groups.Length).Where(group =>
            feed is not null ? feed.GroupIndex == group : about.Group is not { } name || census.Plant.Groups[group].Load.Id == name);
    }

    // Against what it will draw once every command so far has been followed; a rise is positive.
    private Megawatts Change(int group) => targets.Power(group) - census.InMegawatts(group, census.Group(group).ExpectedW);

    private Promise Off(List<int> groups, bool isOff)
    {
        var (asked, follows, sure, time) = (Megawatts.Zero, Megawatts.Zero, 0m, Duration.Zero);
        foreach (var group in groups)
        {
            var change = Change(group);
            asked -= change;
            if (change < Megawatts.Zero)
            {
                var (within, share, confidence) = ladder.Sleep(group);
                var falls = -change * (decimal)share;
                follows += falls;
                sure += falls.Value * confidence.Value;
                time = Duration.Max(time, within);
            }
        }

        // What other groups of the same order take on meanwhile is not off.
        var off = Megawatts.Min(follows, asked);
        return new(
            off,
            Governed(time, off, census.Plant.Site.Limits.RampDownPerMinute),
            off > Megawatts.Zero ? ShedPath.Firmware : ShedPath.None,
            follows > Megawatts.Zero ? new(Math.Round(sure / follows.Value, 4)) : _nothingSure,
            asked - off + (isOff ? LeftOver(groups) : Megawatts.Zero),
            ladder.LockedOut);
    }

    private Promise Back(List<int> groups, Megawatts power, bool isScattered)
    {
        var rules = census.Plant.Rules;
        var rising = groups.Where(group => Change(group) > Megawatts.Zero).ToList();
        var starts = rising.Sum(group => Math.Max(0, targets.Group(group).On - census.Group(group).ReadyOn));
        var passes = rules.PassPeriod * Math.Max(0, ((starts + rules.Restore.StartsPerPass - 1) / rules.Restore.StartsPerPass) - 1);
        var start = rising.Max(group => census.Plant.Groups[group].Abilities.HashWithin);
        var scatter = isScattered && starts > 0 ? rules.Restore.Jitter : Duration.Zero;
        var time = Governed(Duration.Max(passes, scatter), power, census.Plant.Site.Limits.RampUpPerMinute);
        return new(-power, time + start, ShedPath.Restore, _nothingSure, Megawatts.Zero, ladder.LockedOut);
    }

    private static Promise Still(Megawatts lockedOut, Megawatts leftOver) =>
        new(Megawatts.Zero, Duration.Zero, ShedPath.None, leftOver > Megawatts.Zero ? _nothingSure : _sure, leftOver, lockedOut);

    // Ramp and largest step hold back what no grid order asks for.
    private Duration Governed(Duration time, Megawatts power, Megawatts? perMinute)
    {
        if (perMinute is { } ramp && ramp > Megawatts.Zero)
        {
            time = Duration.Max(time, Duration.FromNanoseconds((long)Math.Round(Math.Min(power.Value / ramp.Value, MostMinutes) * NodaConstants.NanosecondsPerMinute)));
        }

        return census.Plant.Rules.LargestStep is { } step && step.Power > Megawatts.Zero
            ? Duration.Max(time, step.Within * Math.Max(0d, (double)Math.Ceiling(power.Value / step.Power.Value) - 1d))
            : time;
    }

    // What a group that is held off goes on drawing: machines that a floor needs, and those that cannot be told.
    private Megawatts LeftOver(List<int> groups) => groups.Aggregate(Megawatts.Zero, (sum, group) =>
    {
        var counted = census.Group(group);
        var nameplate = census.Nameplate(group);
        var kept = (long)targets.Group(group).On * (nameplate.InModeW(targets.Group(group).ModeIndex) - nameplate.SleepW);
        return sum + census.InMegawatts(group, kept + (counted.FixedOn > 0 ? counted.FixedW : 0L));
    });
}
