using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.Engine.Commands.Control;

/// <summary>All that the control pass remembers. Only <see cref="Apply"/> changes it, so that folding the kept frames and
/// turns gives the same state again.</summary>
public sealed record ControlState
{
    /// <summary>The instant of the last pass, by the wall clock.</summary>
    public required Instant At { get; init; }

    /// <summary>The time by which everything is timed that the desk does itself: that of the wall clock, but it never goes
    /// back.</summary>
    public required Instant Now { get; init; }

    /// <summary>The number of the last command given.</summary>
    public CommandId LastCommand { get; init; }

    /// <summary>The newest sample of the site meter; null before the first.</summary>
    public MeterSample? Meter { get; init; }

    /// <summary>The machines, by number.</summary>
    public required ImmutableArray<MachineState> Machines { get; init; }

    /// <summary>The feeds, by index.</summary>
    public required ImmutableArray<FeedState> Feeds { get; init; }

    /// <summary>The orders that hold, oldest first.</summary>
    public ImmutableArray<ActiveOrder> Orders { get; init; } = [];

    /// <summary>The alarms that stand, oldest first.</summary>
    public ImmutableArray<Alarm> Alarms { get; init; } = [];

    /// <summary>What was decided for the running interval; null before the first.</summary>
    public Decision? Decision { get; init; }

    /// <summary>When the newest price was published; null where none has come yet.</summary>
    public Instant? NewestPriceAt { get; init; }

    /// <summary>The desk's first pass, in the time of <see cref="Now"/>: what has not been heard of since is as old as that. Null in
    /// states that were kept before there was such a fact; in them what was never heard of is not missed.</summary>
    public Instant? ListensSince { get; init; }

    /// <summary>How each group was wanted in the last pass, in file order; empty before the first.</summary>
    public ImmutableArray<GroupWanted> Wanted { get; init; } = [];

    /// <summary>Between what the site's power had to be in the last pass.</summary>
    public SiteBounds Bounds { get; init; }

    /// <summary>What the site will draw when every command so far has been followed.</summary>
    public Megawatts Expected { get; init; }

    /// <summary>How fast each group follows, in file order.</summary>
    public required ImmutableArray<GroupResponse> Responses { get; init; }

    /// <summary>What each group draws and does now by the machines' own word, in file order.</summary>
    public required ImmutableArray<GroupDraw> Draws { get; init; }

    /// <summary>What each group has drawn and produced in the running interval, in file order.</summary>
    public required ImmutableArray<GroupTally> Tallies { get; init; }

    /// <summary>Outcomes of the last frame that belong to no command waiting for one.</summary>
    public ImmutableArray<CommandId> Strays { get; init; } = [];

    /// <summary>Commands that later ones have overtaken before their outcome came.</summary>
    public ImmutableArray<OvertakenCommand> Overtaken { get; init; } = [];

    /// <summary>What the meter says beyond what the machines draw by their data sheets: load that is nobody's, and error. It
    /// is found while nothing moves, and only moves itself when it has to; zero or more.</summary>
    public Megawatts Unexplained { get; init; }

    /// <summary>Since when the meter stands above the ceiling, in the time of <see cref="Now"/>; null while it does not.</summary>
    public Instant? AboveSince { get; init; }

    /// <summary>Whether nothing is on its way from one mode to another.</summary>
    public bool IsSettled { get; init; }

    /// <summary>How far the ramps let the site move now.</summary>
    public RampTokens Ramp { get; init; }

    /// <summary>When machines were last started or a feed closed; null before the first time.</summary>
    public Instant? RaisedAt { get; init; }

    /// <summary>When an order last ended that had held machines back; null before the first.</summary>
    public Instant? ReleasedAt { get; init; }

    /// <summary>The last passes' power, oldest first; empty where no rule asks for it.</summary>
    public ImmutableArray<PowerTrace> Trace { get; init; } = [];

    /// <summary>The machines that went first, one entry a group; null where none did.</summary>
    public required ImmutableArray<CanaryRun?> Canaries { get; init; }

    /// <summary>The falls that are being measured, one entry a group; null where none is.</summary>
    public required ImmutableArray<ResponseEvent?> Events { get; init; }

    /// <summary>When the clock last jumped, in the time of <see cref="Now"/>; null where it never has.</summary>
    public Instant? JumpedAt { get; init; }

    /// <summary>When the desk was last started on a journal that it found; null where it never was.</summary>
    public Instant? RestartedAt { get; init; }

    /// <summary>The state before the first pass: nothing has been heard.</summary>
    /// <param name="plant">The plant.</param>
    /// <param name="at">The instant.</param>
    /// <returns>The first state.</returns>
    public static ControlState Before(Plant plant, Instant at)
    {
        ArgumentNullException.ThrowIfNull(plant);
        var machines = new MachineState[plant.Machines];
        Array.Fill(machines, MachineState.Unheard(at));
        var feeds = new FeedState[plant.Feeds.Length];
        Array.Fill(feeds, new(FeedPosition.Unknown, false, at, null, at, CommandId.None, 0));
        return new()
        {
            At = at,
            Now = at,
            ListensSince = at,
            Machines = Writable.Done(machines),
            Feeds = Writable.Done(feeds),
            Responses = [.. plant.Groups.Select(static _ => GroupResponse.None)],
            Canaries = [.. plant.Groups.Select(static _ => (CanaryRun?)null)],
            Events = [.. plant.Groups.Select(static _ => (ResponseEvent?)null)],
            Draws = GroupDraw.Of(plant, machines, at),
            Tallies = [.. plant.Groups.Select(static _ => default(GroupTally))],
        };
    }

    /// <summary>The state for a desk that goes on from it: where it was kept before there was such a fact, the desk listens from
    /// here on. Its first checkpoint says so, so that the passes before it are decided again as they were.</summary>
    /// <returns>The state in which what was never heard of ages.</returns>
    public ControlState Listening() => ListensSince is null ? this with { ListensSince = Now } : this;

    /// <summary>The state after a pass: what the frame told, then what the turn decided.</summary>
    /// <param name="plant">The plant.</param>
    /// <param name="frame">What became known.</param>
    /// <param name="turn">What was decided on it.</param>
    /// <returns>The next state.</returns>
    public ControlState Apply(Plant plant, FieldFrame frame, ControlTurn turn) =>
        FrameFolding.Of(plant, this, frame).Conclude(plant, frame, turn);

    /// <summary>The second half of <see cref="Apply"/>, for a state that has the frame's facts in it already.</summary>
    internal ControlState Conclude(Plant plant, FieldFrame frame, ControlTurn turn) => TurnFolding.Of(plant, this, frame, turn);

    /// <summary>What each group did in the running interval up to the last pass: the measured end of a decision.</summary>
    /// <param name="plant">The plant.</param>
    /// <returns>One entry a group, in file order.</returns>
    public ImmutableArray<GroupRun> Measured(Plant plant) => GroupMeasurement.Of(plant, this);

    /// <summary>SHA-256 over everything in the state: equal exactly where two states are equal.</summary>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public string Digest() => StateDigest.Of(this);
}
