using System.Globalization;
using System.Text;
using Shouldly;
using Spillway.App.Reconciliations;
using Spillway.App.Sites;
using Spillway.Engine.Settlements.Reconciliations;
using Xunit;

namespace Spillway.Tests.App.Documents;

/// <summary>docs/reference/bill-mapping.md is made from the table of keys that a mapping is checked by.</summary>
public sealed class BillMappingPageTests
{
    private static readonly string[] _meanings =
    [
        "Each side rounded for itself: at most a cent a line of the bill and half a cent a line of ours. Not disputed.",
        "The same quantity at another price than the one that stands; where the price was published earlier, the reason says so.",
        "Another quantity at the same price.",
        "We have a line and the bill has none.",
        "An hour taken for another on a day the clocks change, or an hour missing or too many there.",
        "What stands on top of energy differs: a line of an adder, or the same step on the prices of at least three places.",
        "Quantities differ by a loss factor: one of our own clauses', or the same factor in at least three places.",
        "The bill has a line twice.",
        "The same amount with the sign turned.",
        "The bill has a line and we have none: an open interval, or a charge that was not agreed.",
        "None of these explains it: quantity and price are both shown and agree, or the bill shows amounts alone.",
    ];

    [Fact]
    public void The_page_lists_every_key_and_every_class()
    {
        var page = new StringBuilder("""
            # Bills and their mapping

            `spillway reconcile SITE.yaml --bill FILE --mapping FILE …` settles a range from meters and prices and holds a bill of the
            market or the retailer against it, line by line. A mapping says once what the columns and codes of a sender's bills mean:
            YAML in UTF-8, every key known, unknown ones refused with the nearest.

            ```yaml
            separator: semicolon
            decimal_mark: comma
            energy_unit: kwh
            start: Interval end
            start_is: end
            time_pattern: dd.MM.uuuu HH:mm
            code: Charge
            quantity: kWh
            price: Rate
            amount: Amount
            ignore: [VAT]
            charges:
              - {code: Energy, charge: energy-real-time}
              - {code: Block, charge: fixed-block, contract: block-1, component: purchase}
              - {code: Resale, charge: fixed-block, contract: block-1, component: real-time-value}
            ```

            - Every row becomes a line, is set aside by a code in `ignore` (and told), or the bill is refused: nothing is dropped.
            - A bill's line may span several of ours, an hour or a day: what lies in it is added up.
            - A charge of the mapping without a row in the bill's range is missing, not forgotten.
            - A workbook's rows and a text's rows count from 1 with the header. ERCOT's statement of an operating day (its schema
              `Statements.xsd`) numbers its intervals through the day; no columns are named for it, only codes.
            - `--dispute FILE` lists what is to be disputed with bill rows, our lines, meter and award rows, price files and their digests; with
              a name that ends in `.xml` it has the shape of ERCOT's `ErcotDisputesTypes.xsd`, one dispute an operating day and charge.
            - Bill less ours is exactly the sum of the variances and of what is within tolerance.

            ## Keys

            | key | unit | default | allowed | example | meaning |
            |---|---|---|---|---|---|

            """);
        foreach (var key in BillKeys.Table.In(""))
        {
            Row(page, key);
        }

        page.Append("\n## `charges`: one entry a charge\n\n| key | unit | default | allowed | example | meaning |\n|---|---|---|---|---|---|\n");
        foreach (var key in BillKeys.Table.In(BillKeys.Charge))
        {
            Row(page, key);
        }

        page.Append("\n## Why papers differ\n\n| class | means |\n|---|---|\n");
        foreach (var (name, meaning) in VarianceNames.All.Zip(_meanings))
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{name}` | {meaning} |\n");
        }

        _meanings.Length.ShouldBe(VarianceNames.All.Length);
        Approval.Matches("docs/reference/bill-mapping.md", page.ToString());
    }

    private static void Row(StringBuilder page, SiteKey key) => page.Append(
        CultureInfo.InvariantCulture,
        $"| `{key.Name}` | {key.Unit} | {(key.Default == SiteKey.Required ? "**required**" : key.Default)} | {Allowed(key)} | {(key.Example.Length == 0 ? "" : $"`{key.Example}`")} | {key.Meaning} |\n");

    private static string Allowed(SiteKey key) => key.Kind switch
    {
        SiteKeyKind.Sections => "a list",
        SiteKeyKind.Words => "a list of words",
        SiteKeyKind.Text => "text",
        _ when key.Range is { } range => range + (key.Kind == SiteKeyKind.Whole ? ", whole" : ""),
        _ when key.Words is { } words => string.Join(", ", words.Select(word => $"`{word}`")),
        _ => "a word",
    };
}
