using NodaTime;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>Writes into the states of machines and feeds what they were told.</summary>
internal readonly ref struct Telling(
    Plant plant, Span<MachineState> machines, Span<FeedState> feeds, List<OvertakenCommand> overtaken, Instant now)
{
    private readonly Span<MachineState> _machines = machines;
    private readonly Span<FeedState> _feeds = feeds;

    public void Tell(MachineCommand command)
    {
        ref var machine = ref _machines[command.Machine];
        Overtake(machine.Pending, machine.ToldAt);
        var isSame = machine.Told is not null && machine.ToldMode == command.ModeIndex;
        machine = machine with
        {
            Told = command.Action,
            ToldMode = command.ModeIndex,
            ToldAt = now,
            Pending = command.Id,
            Attempts = isSame ? machine.Attempts + 1 : 1,
            HasFailed = false,
            IsUnsent = false,
        };
    }

    public void Tell(FeedCommand command)
    {
        ref var feed = ref _feeds[command.Feed];
        Overtake(feed.Pending, feed.ToldAt);
        feed = feed with
        {
            Told = command.Action,
            ToldAt = now,
            Pending = command.Id,
            Attempts = feed.Told == command.Action ? feed.Attempts + 1 : 1,
        };
        if (command.Action == FeedAction.Close)
        {
            ForgetSleep(plant.Feeds[command.Feed]);
        }
    }

    // Machines that do not sleep on start when power comes: that is what they are now told, in effect.
    private void ForgetSleep(Feed feed)
    {
        var abilities = plant.Groups[feed.GroupIndex].Abilities;
        for (var number = feed.FirstMachine; number < feed.EndMachine; number++)
        {
            if (!_machines[number].SleepsOn(abilities))
            {
                _machines[number] = _machines[number] with { Told = null, ToldMode = 0, Attempts = 0, HasFailed = false, IsUnsent = false };
            }
        }
    }

    private void Overtake(CommandId pending, Instant toldAt)
    {
        if (pending != CommandId.None)
        {
            overtaken.Add(new(pending, toldAt));
        }
    }
}
