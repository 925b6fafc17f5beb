using System.Globalization;
using System.Text;
using Spillway.App.Sites;
using Xunit;

namespace Spillway.Tests.App.Documents;

/// <summary>docs/reference/machines.md is the catalogue.</summary>
public sealed class MachinesPageTests
{
    [Fact]
    public void The_page_lists_every_machine()
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
            - **How fast they follow** is their firmware's doing: seconds to sleep and to full hash rate stand with each protocol
              family's driver in [miner drivers](drivers.md). A running desk learns the true ones of its own halls.

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

        Approval.Matches("docs/reference/machines.md", page.ToString());
    }
}
