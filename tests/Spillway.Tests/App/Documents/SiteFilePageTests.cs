using System.Globalization;
using System.Text;
using Shouldly;
using Spillway.App.Sites;
using Xunit;

namespace Spillway.Tests.App.Documents;

/// <summary>docs/reference/site-file.md is made from the table of keys that the reader checks by.</summary>
public sealed class SiteFilePageTests
{
    private static readonly (string Section, string Heading)[] _sections =
    [
        ("", "The top"),
        ("market", "`market`"),
        ("interconnection", "`interconnection`"),
        (SiteKeys.Load, "`loads`: one entry a group"),
        (SiteKeys.Mode, "`modes` of a load: one entry a mode"),
        (SiteKeys.Feed, "`feeds` of a load: one entry a feed"),
        (SiteKeys.Breaker, "`breaker` of a feed"),
        ("revenue", "`revenue`"),
        ("contracts[fixed-block]", "`contracts` of kind `fixed-block`"),
        ("contracts[fixed-block].nominations[]", "`nominations` of a `fixed-block`: one entry a month"),
        ("contracts[index]", "`contracts` of kind `index`"),
        ("contracts[day-ahead]", "`contracts` of kind `day-ahead`"),
        ("contracts[trade]", "`contracts` of kind `trade`"),
        ("contracts[ancillary]", "`contracts` of kind `ancillary`"),
        ("contracts[emergency-response]", "`contracts` of kind `emergency-response`"),
        ("contracts[emergency-response].time_periods[]", "`time_periods` of an `emergency-response`: one entry a block of hours"),
        ("contracts[coincident-peak]", "`contracts` of kind `coincident-peak`"),
        ("contracts[coincident-peak].basis[]", "`basis` of a `coincident-peak`: one entry a peak"),
        ("contracts[delivery]", "`contracts` of kind `delivery`"),
        ("contracts[delivery].earlier_peaks[]", "`earlier_peaks` of a `delivery`: one entry a month"),
        ("contracts[hosting]", "`contracts` of kind `hosting`"),
        ("contracts[hosting].customers[]", "`customers` of a `hosting`: one entry a customer"),
        ("contracts[mining-pool]", "`contracts` of kind `mining-pool`"),
        (SiteKeys.Meter, "`meters`: one entry a meter"),
        ("prices", "`prices`"),
        ("publications", "`publications`"),
        ("desk", "`desk`"),
        ("fail_safe", "`fail_safe`"),
    ];

    [Fact]
    public void The_table_is_made_before_anything_else_of_it_is_asked_for() =>
        typeof(SiteKeys).Attributes.HasFlag(System.Reflection.TypeAttributes.BeforeFieldInit).ShouldBeFalse("or ContractKinds, asked for first, leaves ranges empty");

    [Fact]
    public void The_page_lists_every_key()
    {
        var page = new StringBuilder("""
            # The site file

            A site file describes one site behind one grid connection: what it can run, what that earns, where its power is priced and
            what was bought ahead. It is YAML in UTF-8, at most 1 MiB. Two to start from: `samples/one-machine/site.yaml` and
            `samples/dadu-1/site.yaml`; how to write your own: [describe a site](../how-to/describe-a-site.md).
            `spillway config SITE.yaml` prints the effective site, with the line, catalogue machine or default that each value comes
            from. This page is made from the table by which the file is checked, and compared with it by a test.

            - The end of a key names its unit. Numbers are plain: digits and at most one point, no unit behind them, no thousand
              separators. A value that only makes sense in another unit (kW for MW, a price per kWh) is refused with the value it
              would be.
            - An unknown key is refused with the nearest known one; so is a key given twice, a reference (`*name`) and a second
              document.
            - A site has one currency. Keys that hold a price carry it in lower case: a site in CNY writes `value_cny_per_mwh`.
            - A name (`site`, `id`, `mode`, `operator`) has letters, digits, `.`, `_` and `-`, at most 64 of them, beginning with a
              letter or digit.

            """);
        foreach (var (section, heading) in _sections)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {heading}\n\n| key | unit | default | allowed | example | meaning |\n|---|---|---|---|---|---|\n");
            foreach (var key in SiteKeys.In(section))
            {
                page.Append(CultureInfo.InvariantCulture, $"| `{key.Name}` | {key.Unit} | {Default(key)} | {Allowed(key)} | {Example(key)} | {key.Meaning} |\n");
            }
        }

        Approval.Matches("docs/reference/site-file.md", page.ToString());
    }

    [Fact]
    public void Every_section_has_its_heading() =>
        SiteKeys.All.Select(key => key.Section).Distinct().ShouldBe(_sections.Select(section => section.Section), ignoreOrder: true);

    private static string Default(SiteKey key) => key.Default == SiteKey.Required ? "**required**" : key.Default;

    private static string Allowed(SiteKey key) => key.Kind switch
    {
        SiteKeyKind.Section => "keys",
        SiteKeyKind.Sections => "a list",
        SiteKeyKind.Text => "text",
        _ when key.Range is { } range => range + (key.Kind == SiteKeyKind.Whole ? ", whole" : ""),
        _ when key.Words is { } words => string.Join(", ", words.Select(word => $"`{word}`")),
        _ => "a word",
    };

    private static string Example(SiteKey key) => key.Example.Length == 0 ? "" : $"`{key.Example}`";
}
