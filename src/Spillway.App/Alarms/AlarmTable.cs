using System.Collections.Immutable;
using Spillway.Engine.Commands.Control;
using static Spillway.App.Alarms.AlarmCascade;
using static Spillway.App.Alarms.AlarmPriority;

namespace Spillway.App.Alarms;

/// <summary>All alarms there are, with priority, reason and what to do. Within a cascade a cause stands before what follows from it: the
/// order in which alarms of one control pass are told.</summary>
public static class AlarmTable
{
    private static readonly ImmutableArray<AlarmCode> _order =
    [
        AlarmCode.FeedTripped, AlarmCode.FeedContradicts, AlarmCode.FeedNotFollowing, AlarmCode.LostGroup, AlarmCode.NotFollowing, AlarmCode.LimitExceeded,
        AlarmCode.PromiseMissed, AlarmCode.Swing, AlarmCode.LostClock, AlarmCode.StaleMeter, AlarmCode.StalePrice, AlarmCode.MeterDiffers, AlarmCode.OutcomeTwice, AlarmCode.Restarted,
    ];

    /// <summary>All of them, in the order of the printed table.</summary>
    public static ImmutableArray<AlarmDefinition> All { get; } = [.. _order.Select(Of), .. Enum.GetValues<DeskAlarm>().Select(Of)];

    private static readonly ImmutableDictionary<string, (AlarmDefinition Definition, int Rank)> _byCode =
        All.Select(static (one, rank) => (one, rank)).ToImmutableDictionary(static one => one.one.Code, static one => (one.one, one.rank), StringComparer.Ordinal);

    /// <summary>An alarm by its code.</summary>
    /// <param name="code">The code.</param>
    /// <returns>What is written about it; null where there is no such code.</returns>
    public static AlarmDefinition? Find(string code) => _byCode.TryGetValue(code, out var found) ? found.Definition : null;

    /// <summary>Where a code stands in the table: causes before consequences.</summary>
    /// <param name="code">A code of the table.</param>
    public static int Rank(string code) => _byCode[code].Rank;

#pragma warning disable CS8524 // A number that is no alarm throws. A named one that is not written about does not compile.
    /// <summary>An alarm of the control pass.</summary>
    /// <param name="code">Which.</param>
    public static AlarmDefinition Of(AlarmCode code) => code switch
    {
        AlarmCode.FeedTripped => new("feed-tripped", Critical, "Power was lost without an order, and there may be a fault behind the breaker.", Power,
            "Breaker opened by its own protection", "The breaker's protection opened it: an overload, a short circuit or an earth fault. Its machines have no power.",
            "Do not close it from here. Send somebody to find the fault; close it on the spot when it is found, then release the interlock."),
        AlarmCode.FeedContradicts => new("feed-contradicts", Critical, "Somebody may work behind a breaker that is said to be open and is not.", Power,
            "Breaker says open, but machines behind it answer", "The feedback says that the breaker is open while machines behind it have power. One of the two lies.",
            "Treat the feeder as live. Let nobody work behind it until it has been tested dead on the spot; then check auxiliary contact and wiring.") { IsGuard = true },
        AlarmCode.FeedNotFollowing => new("feed-not-following", High, "The desk counts on this breaker when it sheds, and cannot.", Power,
            "Breaker does not do what it was told", "A command to open or close was not followed within its time. The desk sheds with others instead.",
            "Look at relay, control voltage and local/remote switch. Shed promises are smaller until it follows again."),
        AlarmCode.LostGroup => new("lost-group", High, "What cannot be reached cannot be shed by firmware.", Power,
            "Too many machines of a group cannot be reached", "More machines of the group are silent than the rules allow. They may run on, unseen.",
            "Check switch, uplink and DHCP of the hall. If load has to come off, open its breakers."),
        AlarmCode.NotFollowing => new("not-following", Medium, "The ladder replaces single machines by others; it is work, not danger.", Power,
            "Machines do not do what they were told", "The machines named were told several times to sleep or wake, and did not. They are passed over.",
            "Open one of them in the fleet page: firmware, password, temperature. Restart it or put it on the repair list."),
        AlarmCode.LimitExceeded => new("limit-exceeded", Critical, "The connection agreement is broken while this stands.", Power,
            "More is drawn than the import limit allows", "The meter reads more than the site may draw. The desk is taking load off already.",
            "Watch that the power falls. If it does not within a minute, give a shed order or stop the site, and tell the grid operator.") { IsGuard = true },
        AlarmCode.PromiseMissed => new("promise-missed", Critical, "A grid operator or a programme counts on the MW, and penalties follow.", Power,
            "A ceiling was not reached at its deadline", "An order asked for less power by a deadline, and the site still draws more.",
            "Shed more by hand: another group, or its breakers. Tell whoever gave the order how many MW are missing and until when.") { IsGuard = true },
        AlarmCode.Swing => new("swing", High, "Load that moves by itself is what a grid operator asks about first.", Power,
            "The power moved and nobody had ordered it", "More MW came or went than machines were told to. A trip, a pool outage or somebody at the switch are the usual causes.",
            "Look at the breakers and at the groups that moved. If it was a trip in the grid, expect calls; write the cause into the shift log."),
        AlarmCode.LostClock => new("lost-clock", High, "Deadlines, meters and proofs rest on the clock.", Signals,
            "The clock jumped", "The machine's clock was set or jumped. The desk keeps its own time and does what the fail-safe table says.",
            "Check time synchronisation (chrony or NTP) of this machine. Meter data of these minutes need a second look.") { IsGuard = true },
        AlarmCode.StaleMeter => new("stale-meter", High, "Without the meter success is only what machines say.", Signals,
            "The site meter is silent", "No sample came within the time allowed. The desk goes by the machines' own word and by the fail-safe table.",
            "Check meter, gateway and cable. Read the MW on the meter's display and compare with the page Now."),
        AlarmCode.StalePrice => new("stale-price", Medium, "The desk falls back by rule; each interval may cost money.", Signals,
            "No new price", "The market's price has not come in time. The desk does what the fail-safe table says.",
            "Look at the source's page and at the network. If the market itself is out, note it in the shift log."),
        AlarmCode.MeterDiffers => new("meter-differs", Medium, "Bills and evidence rest on the meter; a drift costs money later.", Signals,
            "Meter and machines differ", "While nothing moves, the meter and the sum of the machines are further apart than tolerated.",
            "Ask what else draws power: cooling, a hall outside the inventory, new machines. Else have transformer ratio and meter checked."),
        AlarmCode.OutcomeTwice => new("outcome-twice", Low, "Nothing is lost; a device or a driver answers wrongly.", Signals,
            "A command ended twice", "A device answered a command that had ended already, or that was never given.",
            "If it comes again for the same device, check for a second controller on the network and report the driver."),
        AlarmCode.Restarted => new("restarted", Medium, "The site is held back on purpose, until the desk has looked around.", Signals,
            "Held back after a restart", "The desk was started again and raises nothing until the fail-safe table's time is over.",
            "Wait. If it stands longer than the site file says, look whether machines and meter answer."),
    };

    /// <summary>An alarm of the program itself.</summary>
    /// <param name="code">Which.</param>
    public static AlarmDefinition Of(DeskAlarm code) => code switch
    {
        DeskAlarm.DeskSilent => new("desk-silent", Critical, "Nothing is commanded and no order is taken while this stands.", Desk,
            "The desk makes no passes", "No control pass has been kept for 15 seconds: the journal's disk is full or broken, or the machine is overloaded.",
            "Free space on the disk of the data folder and look at the terminal of the desk. Orders of the grid are carried out by hand on the spot until it runs.") { IsGuard = true },
        DeskAlarm.RecordsUnwritten => new("records-unwritten", High, "What people do now has no evidence.", Desk,
            "What people do cannot be written down", "The journal or the file desk.db takes nothing. Alarms go on; acknowledging and shelving are refused.",
            "Free space on the disk of the data folder, and check its rights. Keep notes on paper until this ends.") { IsGuard = true },
        DeskAlarm.BreakGlass => new("break-glass", High, "The rule of two people was set aside.", Desk,
            "Somebody did alone what needs two people", "Break-glass was used. It is in the journal with its reason.",
            "Ask the person named why. Have a second person look at what was done and write it into the shift log.") { IsGuard = true, IsMoment = true },
        DeskAlarm.SignatureWanted => new("signature-wanted", Low, "The act holds; that another person looks at it has until the end of the shift.", Desk,
            "An act is to be signed by another person", "Load was taken off at once, as it should be. Somebody other than the giver says by a signature that it was right.",
            "Somebody other than the giver reads the request on the page Second person and signs it, within 12 hours."),
        DeskAlarm.SecondMissing => new("second-missing", Medium, "The act holds; only its second signature is late.", Desk,
            "A second signature is missing", "Load was taken off at once, as it should be; another person has not signed it yet.",
            "Somebody other than the giver opens the order and signs it, or writes into the shift log why not."),
        DeskAlarm.NotificationLost => new("notification-lost", High, "Somebody who counts on being woken was not.", Desk,
            "A message could not be delivered", "All tries failed: the mail server or the address of the webhook does not answer.",
            "Tell the people on call by telephone. Then send a test message on the page Notifications and read what the server says."),
        DeskAlarm.CertificateEnds => new("certificate-ends", Medium, "Nothing is lost yet, and there are days to act.", Desk,
            "The certificate of the desk ends soon", "In less than two weeks browsers on other machines will not open this desk any more. On the machine itself it goes on.",
            "Renew the certificate and its key in the files that the site file names; the desk takes them up within a minute, without a restart."),
        DeskAlarm.EventsDropped => new("events-dropped", Medium, "The site runs on; whoever listens there misses what happened.", Desk,
            "Events for a webhook are dropped", "2,000 events wait for this webhook, because it answers too slowly or not at all. Further ones are dropped and never arrive there.",
            "Ask whoever runs the receiver to bring it back, or remove the webhook on the page Set-up. What was dropped is read from the journal."),
        DeskAlarm.DrillDue => new("drill-due", Low, "Nothing is in danger; whoever planned it counts on it in this shift.", Desk,
            "A planned drill is due", "The time for which somebody planned this drill has come. The desk never begins one by itself.",
            "Look at it on the page Events and drills and begin it there, or call it off. After 24 hours it counts as missed and this ends."),
    };
#pragma warning restore CS8524
}
