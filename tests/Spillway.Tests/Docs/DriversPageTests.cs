using System.Globalization;
using System.Text;
using Shouldly;
using Spillway.Devices.Miners;
using Spillway.Devices.Tcp;
using Xunit;

namespace Spillway.Tests.Docs;

/// <summary>The page of drivers says what they declare.</summary>
public sealed class DriversPageTests
{
    // What goes over which port, and where the seconds come from; everything else on the page is the drivers' own.
    private static readonly Dictionary<string, (string Transport, string Source)> _wires = new(StringComparer.Ordinal)
    {
        ["antminer"] = ("TCP 4028 for telemetry; HTTP 80 with digest for orders; HTTP 6060 for watts", "start scripts of the maker's images; full rate estimated"),
        ["auradine"] = ("TCP 4028 for telemetry; HTTP 8080 with token for orders", "estimated"),
        ["avalon"] = ("TCP 4028, `ascset`", "maker's manual and a recorded start; estimated where those are silent"),
        ["axeos"] = ("HTTP 80", "estimated"),
        ["braiins"] = ("gRPC 50051 with token; TCP 4028 before 23.03", "estimated"),
        ["cgminer"] = ("TCP 4028", "never commanded"),
        ["epic"] = ("HTTP 4028 with password", "estimated"),
        ["hammer"] = ("TCP 4028", "never commanded"),
        ["hiveon"] = ("TCP 4028", "never commanded"),
        ["luxos"] = ("TCP 4028 with session", "maker's claim for sleep; its event text for a start"),
        ["marathon"] = ("TCP 4028", "never commanded"),
        ["mskminer"] = ("TCP 4028", "never commanded"),
        ["proto"] = ("HTTP 80 with token", "estimated"),
        ["sealminer"] = ("TCP 4028", "never commanded"),
        ["vnish"] = ("HTTP 80 with token", "estimated"),
        ["whatsminer"] = ("TCP 4028 (v2, AES token) and 4433 (v3)", "maker's manual; full rate from recordings"),
    };

    [Fact]
    public void The_page_lists_every_driver_with_what_it_declares()
    {
        using var drivers = new MinerDrivers(TimeProvider.System, TcpLimits.Default);
        var page = new StringBuilder("""
            # Miner drivers

            What each driver declares of its family's machines. An order that a family does not declare is answered with *unsupported*
            and nothing is sent. A family that stands here without orders is read and never commanded. A machine of an older
            generation may know less than its family: then the driver asks it first and answers *unsupported* too.

            *Asleep after* is from the order until the watts are down, *hashing after* from a wake until the full rate. A running desk
            learns the true seconds; these stand in until then. *Watts* is the best grade that its power figure can have.
            *Stays asleep* says whether a machine told to sleep still sleeps after it lost power.

            | family | transport | orders | modes | asleep after, s | hashing after, s | watts | stays asleep | seconds from |
            |---|---|---|---|---:|---:|---|---|---|

            """);
        foreach (var driver in drivers.All)
        {
            _wires.ShouldContainKey(driver.Family);
            page.AppendJoin(" | ", ["| `" + driver.Family + "`", .. Cells(driver)]).Append(" |\n");
        }

        page.Append("""

            ## Read, never commanded

            `cgminer` and `hiveon` have emulators and pass the compliance suite of all drivers as far as it holds for machines that take no
            orders. `hammer`, `marathon`, `mskminer` and `sealminer` have none: firmware that is met by a scan, of which little is recorded
            and no order is known well enough to be given to somebody's machine, so an emulator would show only what this program itself
            believes of them. Their drivers ask port 4028 for `stats` and nothing else: hash rate, watts where the firmware says them (Hammer's
            says none; SealMiner's supply measures them), temperatures, fans, uptime, model and firmware. They are tested over the recorded
            answers of a Hammer D10, an S19 with MSKMINER's firmware and a SealMiner A2, and over a built answer of Marathon's, of which no
            recording is at hand: the numbers are the machine's own, no order opens a connection, and an answer that is cut off, endless,
            empty or something else is a fault after which the next call works. What such a machine draws counts, and only its breaker
            takes it off.

            `elphapex` has no driver: `spillway decode` reads its web answers and `spillway discover` finds it and lists it. A load of a site
            file cannot name it.

            ## Limits

            No order's *yes* counts as done: only measured watts do. Limits of one exchange over TCP: 3 s to connect, 5 s to the first byte,
            10 s to the end, 1 MiB; what exceeds them is cut off and answered as a fault, and the next call starts afresh. A refused
            credential is not tried again for five minutes.

            Auradine's REST port may speak TLS only, which is found out with a page that carries no secret. Any certificate is taken there: each
            machine makes its own, often with a wrong clock, and a new one with every reset, so there is nothing to hold it against, and nothing
            is pinned. TLS hides the password from listeners and does not prove who answers: keep machines on a network of their own, as with
            the families that speak plain HTTP.

            """);
        Approval.Matches("docs/reference/drivers.md", page.ToString());
    }

    private static IEnumerable<string> Cells(IMinerDriver driver)
    {
        var can = driver.Capabilities;
        var (transport, source) = _wires[driver.Family];
        var isCommanded = !can.Actions.IsEmpty;
        yield return transport;
        yield return isCommanded ? string.Join(", ", can.Actions.Order().Select(action => action.ToString().ToLowerInvariant() switch { "setmode" => "mode", "setpower" => "power", var name => name })) : "—";
        yield return string.Join(", ", can.Modes.Order().Select(mode => mode.ToString().ToLowerInvariant()));
        yield return isCommanded ? can.SleepWithin.TotalSeconds.ToString(CultureInfo.InvariantCulture) : "—";
        yield return isCommanded ? can.HashWithin.TotalSeconds.ToString(CultureInfo.InvariantCulture) : "—";
        yield return can.PowerGrade.ToString().ToLowerInvariant();
        yield return isCommanded ? can.SleepOutlastsReboot ? "yes" : "no" : "—";
        yield return source;
    }
}
