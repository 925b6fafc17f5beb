using NodaTime;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Plants;

namespace Spillway.Engine.Commands.Control;

/// <summary>Puts notes about machines and feeds into their states, and counts the starts.</summary>
internal readonly ref struct FieldFolding(
    Plant plant, Span<MachineState> machines, Span<FeedState> feeds, Span<GroupTally> tallies, Instant now)
{
    private readonly Span<MachineState> _machines = machines;
    private readonly Span<FeedState> _feeds = feeds;
    private readonly Span<GroupTally> _tallies = tallies;

    private enum Activity
    {
        Unsure,
        Works,
        Rests,
    }

    public void Fold(MachineNote note) => Become(
        note.Machine,
        note.Condition,
        note.ModeIndex,
        note.Power is { } power ? (int)Math.Round(power.Value) : MachineState.NoPower);

    public void Fold(FeedNote note)
    {
        var hasMoved = _feeds[note.Feed].Position != note.Position;
        _feeds[note.Feed] = _feeds[note.Feed].Seen(note.Position, note.IsInterlocked, now);
        if (!hasMoved || note.Position == FeedPosition.Unknown)
        {
            return;
        }

        var feed = plant.Feeds[note.Feed];
        var abilities = plant.Groups[feed.GroupIndex].Abilities;
        for (var machine = feed.FirstMachine; machine < feed.EndMachine; machine++)
        {
            Energise(machine, note.Position == FeedPosition.Closed, abilities);
        }
    }

    // Until the machine itself is heard: without power it draws nothing, with power again it sleeps on only if it can.
    private void Energise(int number, bool isClosed, MachineAbilities abilities)
    {
        var machine = _machines[number];
        if (!isClosed)
        {
            Become(number, MachineCondition.Unpowered, LoadGroup.OffIndex, 0);
        }
        else if (machine.Condition == MachineCondition.Unpowered)
        {
            var sleepsOn = machine.SleepsOn(abilities);
            var condition = sleepsOn ? MachineCondition.Asleep : MachineCondition.Starting;
            Become(number, condition, LoadGroup.OffIndex, MachineState.NoPower);
        }
    }

    private void Become(int number, MachineCondition condition, int modeIndex, int powerW)
    {
        ref var machine = ref _machines[number];
        var before = ActivityOf(machine.Condition);
        var after = ActivityOf(condition);
        var startsAnew = machine.Condition == MachineCondition.Running && condition == MachineCondition.Starting;
        machine = machine with
        {
            Condition = condition,
            ModeIndex = modeIndex,
            PowerW = after is Activity.Unsure && machine.LastSaidW == MachineState.NoPower ? MachineState.NoPower : powerW,
            Since = after is Activity.Unsure || (after == before && !startsAnew) ? machine.Since : now,
        };
        if (machine.Follows)
        {
            // On the way is not yet there: one that gets stuck was told once already.
            machine = machine with { Attempts = condition == MachineCondition.Starting ? machine.Attempts : 0, HasFailed = false, IsUnsent = false };
        }

        if (before is Activity.Rests && after is Activity.Works)
        {
            ref var tally = ref _tallies[plant.GroupOfMachine[number]];
            tally = tally with { Starts = tally.Starts + 1 };
        }
    }

    private static Activity ActivityOf(MachineCondition condition) => condition switch
    {
        MachineCondition.Running or MachineCondition.Starting => Activity.Works,
        MachineCondition.Asleep or MachineCondition.Unpowered => Activity.Rests,
        _ => Activity.Unsure,
    };
}
