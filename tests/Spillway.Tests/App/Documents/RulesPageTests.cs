using System.Globalization;
using System.Text;
using NodaTime;
using Shouldly;
using Spillway.App.Rules;
using Spillway.App.Sites;
using Xunit;

namespace Spillway.Tests.App.Documents;

/// <summary>docs/reference/rules.md is made from the table of keys that the reader checks by, and from the program's own files.</summary>
public sealed class RulesPageTests
{
    private static readonly (string Section, string Heading)[] _sections =
    [
        ("", "The top"),
        ("regimes[]", "`regimes`: how prices are formed"),
        ("intervals[]", "`intervals`: one entry a kind and date"),
        ("settlement_points[]", "`settlement_points`: one entry a type"),
        ("price_limits[]", "`price_limits`: one entry a kind and date"),
        ("ancillary[]", "`ancillary`: one entry a product and date"),
        ("gates[]", "`gates`: one entry a kind and date"),
        ("offers[]", "`offers`: the steps of offers"),
        ("coincident_peaks[]", "`coincident_peaks`: how they are charged"),
        ("coincident_peak_rates[]", "`coincident_peak_rates`: one entry a year"),
        ("coincident_peak_intervals[]", "`coincident_peak_intervals`: one entry a peak"),
        ("cumulative_prices[]", "`cumulative_prices`: one entry a date"),
        ("seasonal_prices[]", "`seasonal_prices`: one entry a scheme"),
        ("parameters[]", "`parameters`: one entry a figure"),
    ];

    [Fact]
    public void The_page_lists_every_market_every_unknown_and_every_key()
    {
        var page = new StringBuilder("""
            # Market rules

            What a market fixes stands in one file of its name, `rules/ercot.yaml` and its neighbours, which the program carries.
            `spillway rules list` names them, `spillway rules show ercot --at 2025-12-05` prints what holds on a day, `--yaml` the
            file itself; how to write one: [add a market](../how-to/add-a-market.md). This page is made from the table by which the
            files are checked and from the files themselves, and compared with both by a test.

            - **Dates**: an entry holds from its `from` to the next entry of its kind. A `from` is a local day of the market and means
              its first instant, or an instant in UTC. Without `from` it holds since ever.
            - **Sources**: each entry says where it is written.
            - **Not known** is a value too: an entry with `uncertain: true` leaves out what nobody could establish. Who needs it is
              refused (SW1101) with the market, the rule, file and line; no default stands in.
            - **Own files** replace the program's file of the same name, whole, the nearer before the farther: `rules` under `market` of a
              site file, `--rules DIR`, the folder `rules` of the data folder. It is said whenever one is used. To give an unknown value, print the
              file with `--yaml`, write it in, and lay it there.
            - **Schemes**: a price under `seasonal_prices` is for sites that take part, those with `scheme` under `market`. In its months, by the
              market's local date, it is the price of their metered load in place of the market's, for `settle`, a desk's statement and `backtest`.
              Blocks, trades and day-ahead energy stay worth the market's price (`settle`; a backtest with both is refused, SW4111). A running
              desk still decides by the prices that its source gives.
            - **Which rules** made a figure can be named: file, regime and the first twelve digits of the file's SHA-256.
            - Keys, numbers and words are checked as in [the site file](site-file.md): units end the key, prices carry the market's currency in lower
              case, an unknown key is refused with the nearest.

            A site whose `market.operator` has no file runs all the same: its market's days are those of UTC, day-ahead prices count as known
            from 13:30 of the day before, a running desk decides every 15 minutes unless the site file says otherwise, interval lengths are not
            checked, and a line says so.

            """);
        var all = RuleLibrary.Open("no-such-folder").All();
        page.Append("\n## The markets\n\n| market | name | time zone | currency | rules change on |\n|---|---|---|---|---|\n");
        foreach (var one in all)
        {
            var changes = one.Periods.Where(period => period.From != Instant.MinValue).Select(period => period.From.InZone(one.Zone).Date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture));
            page.Append(CultureInfo.InvariantCulture, $"| `{one.Market}` | {one.Name} | {one.Zone.Id} | {one.Currency} | {string.Join(", ", changes)} |\n");
        }

        page.Append("\n## What is not known\n\n| market | rule | unit | what is said of it |\n|---|---|---|---|\n");
        foreach (var (one, row) in all.SelectMany(one => one.Periods.SelectMany(period => RuleRows.Of(period, one.Currency)).Where(row => !row.IsKnown).Distinct().Select(row => (one, row))))
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{one.Market}` | `{row.Rule}` | {row.Unit} | {row.Source} |\n");
        }

        foreach (var (section, heading) in _sections)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {heading}\n\n| key | unit | default | allowed | example | meaning |\n|---|---|---|---|---|---|\n");
            foreach (var key in RuleKeys.Table.In(section))
            {
                page.Append(CultureInfo.InvariantCulture, $"| `{key.Name}` | {key.Unit} | {(key.Default == SiteKey.Required ? "**required**" : key.Default)} | {Allowed(key)} | {(key.Example.Length == 0 ? "" : $"`{key.Example}`")} | {key.Meaning} |\n");
            }
        }

        Approval.Matches("docs/reference/rules.md", page.ToString());
    }

    [Fact]
    public void Every_section_has_its_heading() =>
        RuleKeys.Table.All.Select(key => key.Section).Distinct().ShouldBe(_sections.Select(section => section.Section), ignoreOrder: true);

    private static string Allowed(SiteKey key) => key.Kind switch
    {
        SiteKeyKind.Sections => "a list",
        SiteKeyKind.Text => "text",
        SiteKeyKind.Words when key.Words is { } words => "a list of " + string.Join(", ", words.Select(word => $"`{word}`")),
        SiteKeyKind.Words => "a list of words",
        _ when key.Range is { } range => range + (key.Kind == SiteKeyKind.Whole ? ", whole" : ""),
        _ when key.Words is { } words => string.Join(", ", words.Select(word => $"`{word}`")),
        _ => "a word",
    };
}
