using NodaTime;
using Spillway.Units;

namespace Spillway.Engine.Sites.Plants;

/// <summary>What happens when something the desk relies on is missing; one line a loss.</summary>
public sealed record FailSafeTable
{
    /// <summary>The table as it stands where a site file says nothing.</summary>
    public static FailSafeTable Default { get; } = new();

    /// <summary>No new price for longer than it may take. Default: hold, for a price that is not known may be high.</summary>
    public FailSafeReaction StalePrice { get; init; } = FailSafeReaction.Hold;

    /// <summary>No sample from the site meter. Default: hold; read-back falls to the machines' own watts.</summary>
    public FailSafeReaction StaleMeter { get; init; } = FailSafeReaction.Hold;

    /// <summary>A group of which more machines are lost than <see cref="LostGroupFrom"/>. Default: hold; its lost machines
    /// count as drawing what they drew last. Stop opens its feeds.</summary>
    public FailSafeReaction LostGroup { get; init; } = FailSafeReaction.Hold;

    /// <summary>The clock jumped. Default: hold until it has run evenly for a while.</summary>
    public FailSafeReaction LostClock { get; init; } = FailSafeReaction.Hold;

    /// <summary>The journal cannot be written. Nothing is ever commanded that is not kept; hold (the default) goes on feeding
    /// watchdogs while it tries again for <see cref="JournalPatience"/>, then the desk ends; stop ends it at once.</summary>
    public FailSafeReaction JournalUnwritable { get; init; } = FailSafeReaction.Hold;

    /// <summary>The desk starts again while orders are in force. They stay in force; hold (the default) raises nothing until
    /// every machine has been heard or <see cref="RestartPatience"/> is over; stop comes down to nothing until they have.</summary>
    public FailSafeReaction RestartInEvent { get; init; } = FailSafeReaction.Hold;

    /// <summary>The desk itself is dead. Stop arms the watchdogs of the feeds, which then open by themselves when nobody
    /// feeds them; with any other (the default is go on) machines stay as they are.</summary>
    public FailSafeReaction DeskDead { get; init; } = FailSafeReaction.GoOn;

    /// <summary>The power to come down to; zero or more. Default: 0 MW.</summary>
    public Megawatts SafePower { get; init; } = Megawatts.Zero;

    /// <summary>The share of a group's machines that must be lost before the group is; above 0 and at most 1. Default: 0.5.</summary>
    public Ratio LostGroupFrom { get; init; } = new(0.5m);

    /// <summary>How long an unwritable journal is tried again. Default: 30 s.</summary>
    public Duration JournalPatience { get; init; } = Duration.FromSeconds(30);

    /// <summary>How long a restarted desk waits to hear every machine. Default: 60 s.</summary>
    public Duration RestartPatience { get; init; } = Duration.FromSeconds(60);
}
