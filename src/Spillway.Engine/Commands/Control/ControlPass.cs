using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>One pass, stage by stage: orders, what can be relied on, bounds, targets, moves, alarms.</summary>
internal static class ControlPass
{
    public static ControlTurn Decide(Plant plant, ControlState observed, FieldFrame frame)
    {
        var desk = new OrderDesk(plant, observed, frame);
        var orders = desk.Active;
        observed = OrderBook.EndsRestraint(observed, desk.Endings) ? observed with { ReleasedAt = observed.Now } : observed;
        var census = new Census(plant, observed, new LockOuts(plant, orders), Arbitration.TakesOff(orders, observed.RestartedAt));
        var trust = new Trust(census, orders);
        var arbitration = new Arbitration(plant.Site.Limits.Import, trust, orders);
        var targets = new Targets(census, arbitration, trust);
        var governor = new Governor(census, arbitration);
        var canaries = new CanaryWatch(census, targets);
        var sheet = new CommandSheet(observed.LastCommand);
        var moves = new MachineMoves(census, targets, governor, canaries, sheet);
        moves.Tell();
        var feeds = new FeedMoves(census, arbitration, targets, governor, sheet);
        feeds.Open(moves.IsStopping, trust);
        feeds.Close(moves.IsItsTurn);
        var commands = sheet.Machines();
        var told = sheet.Feeds();
        return new(
            frame.At,
            arbitration.Bounds,
            Expected(census, commands, told),
            Wanted(census, targets, moves),
            commands,
            told,
            Unanswered(census, frame.IsRestart),
            desk.Answers(arbitration, census, targets),
            desk.Endings,
            new Alarms(census, arbitration, trust).Changes(canaries),
            plant.Rules.FailSafe.DeskDead == FailSafeReaction.Stop);
    }

    private static Megawatts Expected(Census census, ImmutableArray<MachineCommand> machines, ImmutableArray<FeedCommand> feeds)
    {
        var (rise, fall) = PowerOfCommands.Of(census, machines, feeds);
        return census.Expected + rise - fall;
    }

    private static ImmutableArray<GroupWanted> Wanted(Census census, Targets targets, MachineMoves moves)
    {
        var wanted = ImmutableArray.CreateBuilder<GroupWanted>(moves.On.Length);
        for (var group = 0; group < moves.On.Length; group++)
        {
            var target = targets.Group(group);
            var (now, end) = (census.Group(group).FixedOn + moves.On[group], census.Group(group).FixedOn + target.On);
            wanted.Add(new(now == 0 && end == 0 ? LoadGroup.OffIndex : target.ModeIndex, now, end, target.Because));
        }

        return wanted.MoveToImmutable();
    }

    // Commands that nobody will answer any more: given too long ago, or by a desk that has ended since.
    private static ImmutableArray<CommandOutcome> Unanswered(Census census, bool isRestart)
    {
        var (plant, state) = (census.Plant, census.State);
        var unanswered = ImmutableArray.CreateBuilder<CommandOutcome>();
        var before = state.Now - plant.Rules.OutcomeWithin;
        for (var group = 0; group < plant.Groups.Length; group++)
        {
            for (var number = plant.Groups[group].FirstMachine; census.Group(group).Pending > 0 && number < plant.Groups[group].EndMachine; number++)
            {
                ref readonly var machine = ref state.Machines.ItemRef(number);
                Add(machine.Pending, machine.ToldAt);
            }
        }

        foreach (ref readonly var feed in state.Feeds.AsSpan())
        {
            Add(feed.Pending, feed.ToldAt);
        }

        foreach (var overtaken in state.Overtaken)
        {
            Add(overtaken.Command, overtaken.ToldAt);
        }

        return unanswered.ToImmutable();

        void Add(CommandId command, Instant toldAt)
        {
            if (command != CommandId.None && (isRestart || toldAt <= before))
            {
                unanswered.Add(new(command, OutcomeKind.Unknown));
            }
        }
    }
}
