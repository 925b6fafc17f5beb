using System.Globalization;
using System.Text;
using NodaTime;
using Spillway.App.Sites;
using Spillway.Tests.Devices.Compliance;
using Xunit;

namespace Spillway.Tests.App.Documents;

/// <summary>docs/reference/machines.md is the catalogue.</summary>
public sealed class MachinesPageTests
{
    [Fact]
    public async Task The_page_lists_every_machine_and_how_fast_every_family_follows()
    {
        var page = new StringBuilder("""
            # The machine catalogue

            What a [site file](site-file.md) can name after `model:` instead of giving `hashrate_th_per_s` and `power_w`. Figures are
            those of one machine in normal mode on its maker's firmware, power at the wall and without the site's overhead. This page
            is made from the catalogue and compared with it by a test.

            - **J/TH** is energy per hash: watts over TH/s. Lower is better.
            - **Breakeven** is the price in USD/MWh above which the machine loses money at a hash price of 55 USD per PH/s and day,
              without pool fee and overhead: 55 ÷ 24 ÷ 1000 × TH/s ÷ MW. It grows in proportion to the hash price.
            - **Certainty**: *stated*: the source gives both hash rate and watts · *derived*: the watts are the stated efficiency times
              the hash rate · *quoted*: repeated everywhere with no document of the maker behind it. Every maker allows itself some 3 to
              10 %. Measure your own machines and write their numbers into the site file: they stand instead of the catalogue's.
            - **How fast they follow** is their firmware's doing and stands below by protocol family.

            | model | machine | cooling | TH/s | W | J/TH | breakeven | certainty | source |
            |---|---|---|---|---|---|---|---|---|

            """);
        foreach (var machine in MachineCatalogue.All)
        {
            var breakeven = 55m / 24m / 1000m * machine.HashRate.Value / (machine.Power.Value / 1_000_000m);
            page.Append(
                CultureInfo.InvariantCulture,
                $"| `{machine.Id}` | {machine.Maker} {machine.Name} | {machine.Cooling} | {machine.HashRate} | {machine.Power} | {machine.JoulesPerTerahash:0.0} | {breakeven:0.0} | {machine.Certainty.ToString().ToLowerInvariant()} | {machine.Source} |\n");
        }

        page.Append("""

            ## Response times by protocol family

            *Declared* is what the family's driver states and the desk promises by until it has learnt better; where the seconds come from
            stands in [miner drivers](drivers.md). *Emulated* is measured by the driver against the family's emulator, in seconds of the
            emulated world with one reading a second: from the sleep order until the plug draws no more than asleep (*watts down*) and until
            the driver reads no hash rate and no watts beyond a tenth (*read asleep*), and from a wake until the driver reads 95 % of the full
            hash rate (*read hashing*). The emulated machine is built with 10 s to ramp down, 60 s to boot where its family restarts for a
            wake, 120 s to tune and 60 s to ramp up, so these figures show that the driver sees what the machine does, and how late; they say
            nothing of real firmware, of which nothing was measured here. A running desk learns the seconds of its own halls
            (`spillway drill`). Families that are not commanded, and generations that have no sleep, have none.

            The table is made by this command and compared with every run of the tests:
            `SPILLWAY_APPROVE=1 tests/Spillway.Tests/bin/Release/net10.0/Spillway.Tests -class '*MachinesPageTests'`

            | family | emulated machine | declared asleep, s | declared hashing, s | emulated watts down, s | emulated read asleep, s | emulated read hashing, s |
            |---|---|---:|---:|---:|---:|---:|

            """);
        var measured = await Task.WhenAll(MinerCompliance.All.Where(one => !one.IsSecured).Select(MeasuredResponse.OfAsync));
        foreach (var one in measured)
        {
            var isCommanded = one.WattsDown is not null;
            page.Append(
                CultureInfo.InvariantCulture,
                $"| `{one.Case.Emulator.Family}` | {one.Case.Build.Model} | {Seconds(isCommanded, one.Capabilities.SleepWithin)} | {Seconds(isCommanded, one.Capabilities.HashWithin)} | {Seconds(one.WattsDown)} | {Seconds(one.ReadAsleep)} | {Seconds(one.ReadHashing)} |\n");
        }

        Approval.Matches("docs/reference/machines.md", page.ToString());
    }

    private static string Seconds(bool isCommanded, Duration declared) => isCommanded ? Seconds((int)declared.TotalSeconds) : "—";

    private static string Seconds(int? seconds) => seconds is { } known ? known.ToString(CultureInfo.InvariantCulture) : "—";
}
