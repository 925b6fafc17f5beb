using System.Collections.Immutable;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>The commands of one pass, numbered as they are written down.</summary>
internal sealed class CommandSheet(CommandId last)
{
    private readonly ImmutableArray<MachineCommand>.Builder _machines = ImmutableArray.CreateBuilder<MachineCommand>();
    private readonly ImmutableArray<FeedCommand>.Builder _feeds = ImmutableArray.CreateBuilder<FeedCommand>();
    private long _last = last.Number;

    public void Tell(int machine, ControlAction action, int modeIndex, Cause because) =>
        _machines.Add(new(new(++_last), machine, action, modeIndex, because));

    public void Tell(int feed, FeedAction action, Cause because) => _feeds.Add(new(new(++_last), feed, action, because));

    public ImmutableArray<MachineCommand> Machines() => _machines.ToImmutable();

    public ImmutableArray<FeedCommand> Feeds() => _feeds.ToImmutable();
}
