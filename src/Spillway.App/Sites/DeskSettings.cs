using NodaTime;
using Spillway.Engine.Sites.Plants;
using Spillway.Units;

namespace Spillway.App.Sites;

/// <summary>How a running desk listens, polls and moves the site.</summary>
/// <param name="ApiPort">The port on 127.0.0.1; 0 for any.</param>
/// <param name="Poll">How often every machine is asked how it is.</param>
/// <param name="MeterPoll">How often meters and breakers are read.</param>
/// <param name="Connections">How many machines are talked to at a time.</param>
/// <param name="CommandsPerSecond">How many machines the desk can tell something in a second; above zero.</param>
/// <param name="PollsKeptMegabytes">The most that raw answers of machines may take on the disk, in megabytes; 0 where none are kept.</param>
/// <param name="MachineStale">From which silence on a machine is lost.</param>
/// <param name="Rules">How the site may be moved.</param>
public sealed record DeskSettings(
    int ApiPort, Duration Poll, Duration MeterPoll, int Connections, decimal CommandsPerSecond, int PollsKeptMegabytes, Duration MachineStale, ControlRules Rules)
{
    /// <summary>From which age on a machine's answer says nothing of how it is: from the silence that loses it, or twice the time between two
    /// answers where that is longer.</summary>
    public Duration ReadingStale => Duration.Max(MachineStale, Poll + Poll);

    /// <summary>Above how much more power, in MW, an order needs a second person, and a shed a signature afterwards; null where one
    /// person is enough.</summary>
    public Megawatts? SecondAbove { get; init; }

    /// <summary>Whether a person who signed in by one factor sees, sheds and stops and does nothing else; false unless the site file says so.</summary>
    public bool DemandsSecondFactor { get; init; }

    /// <summary>How many whole months of the journal stay beside the one that runs, 1 to 1,200; null where all do.</summary>
    public int? JournalMonths { get; init; }

    /// <summary>Where other machines reach it; null for nowhere but 127.0.0.1.</summary>
    public PublicDoor? Public { get; init; }

    /// <summary>Whether webhooks and the anchors of proofs may name loopback, link-local and plain http; false unless the site file says so.</summary>
    public bool AllowsLocalTargets { get; init; }

    /// <summary>Whether prices may be polled from loopback and link-local; false unless the site file says so.</summary>
    public bool AllowsLocalPrices { get; init; }
}
