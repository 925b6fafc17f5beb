using System.Globalization;
using System.Text;
using Shouldly;
using Spillway.App.Sites;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites.Contracts;
using Spillway.Tests.App.Sites.Contracts;
using Xunit;

namespace Spillway.Tests.App.Documents;

/// <summary>docs/reference/contracts.md: every example on it is read as a site file and settled here.</summary>
public sealed class ContractsPageTests
{
    [Fact]
    public void The_page_says_what_each_kind_means_and_what_its_example_comes_to()
    {
        var page = new StringBuilder("""
            # Contracts

            What a site agreed with others, kind by kind: what it means, what its lines on a statement are, an example worked through, and
            what is uncertain. The keys stand in [the site file](site-file.md); the examples are read and settled by a test that makes
            this page.

            - Every line is a quantity times a price under the contract's `rounding`; positive amounts are paid by the site. Totals are
              rounded once, to the cent, halves away from zero.
            - `from` and `to` are local days, `to` not included; without them a contract is always in force. `currency` can only be the
              site's: nothing is converted.
            - An interval without a reading or a price has no line of any contract. What is owed by the month is owed at the share of the
              month's local days that have a settled interval, to nine decimals: 1 for a whole month.
            - Contracts that cover the same load contradict one another and are refused where two are in force at once: `index`, `delivery`,
              `coincident-peak`, `mining-pool`.
            - Blocks that together exceed the import limit are refused with both numbers, since that is mostly a slip of the pen; `above_limit:
              allow` says that it is meant.

            """);
        foreach (var example in ContractExamples.All)
        {
            Write(page, example);
        }

        Approval.Matches("docs/reference/contracts.md", page.ToString());
    }

    [Fact]
    public void Every_kind_has_its_part_of_the_page() =>
        ContractExamples.All.Select(example => example.Kind).ShouldBe(SiteKeys.ContractKinds);

    [Fact]
    public void The_examples_come_to_what_the_worked_hour_does()
    {
        Total("fixed-block", line => line.Id.Component != LineComponent.SellBackSpread).ShouldBe(-35_820m);
        Total("ancillary", line => line.Id.Charge == ChargeKind.AncillaryAward).ShouldBe(-180m);
        Total("ancillary", line => line.Id.Charge == ChargeKind.AncillaryImbalance).ShouldBe(14_250m);
        Math.Round(Total("coincident-peak", _ => true), 2).ShouldBe(1_888_175m);
    }

    private static void Write(StringBuilder page, ContractExample example)
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## `{example.Kind}`\n\n{example.Meaning}\n\n```yaml\n{Yaml(example)}```\n\n**Lines.** {example.Formula}\n");
        if (example.Worked.Length > 0)
        {
            page.Append(CultureInfo.InvariantCulture, $"\n**Worked.** {example.Worked}\n\n| line | quantity | unit | price | amount, USD |\n|---|---|---|---|---|\n");
            var lines = Lines(example);
            foreach (var row in lines.GroupBy(line => (line.Id.Component, line.Id.Item, line.Price, line.Unit)).OrderBy(row => row.Key.Component).ThenBy(row => row.Key.Item, StringComparer.Ordinal))
            {
                page.Append(CultureInfo.InvariantCulture, $"| {Name(row.First())} | {Figure(row.Sum(line => line.Quantity))} | {Unit(row.Key.Unit)} | {Figure(row.Key.Price)} | {row.Sum(line => line.Amount.Value):#,##0.00} |\n");
            }

            page.Append(CultureInfo.InvariantCulture, $"| **in all** | | | | **{lines.Sum(line => line.Amount.Value):#,##0.00}** |\n");
        }

        page.Append(CultureInfo.InvariantCulture, $"\n**Uncertain, or not done.**\n{example.Uncertain}\n");
    }

    private static string Yaml(ContractExample example) =>
        $"  - kind: {example.Kind}\n    id: example\n" + string.Concat(example.Keys.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(key => $"    {key}\n"));

    private static IReadOnlyList<StatementLine> Lines(ContractExample example) => Contract(example) is MiningPool ? [] : example.Ledger().Settle(Contract(example));

    private static IContract Contract(ContractExample example) => SiteText.Read($"""
        site: example
        time_zone: America/Chicago
        currency: USD
        market: {"{"}operator: ercot, settlement_point: LZ_WEST{"}"}
        interconnection: {"{"}import_limit_mw: 120{"}"}
        loads:
          - {"{"}id: hall, kind: miner, machines: 40000, power_w: 2500, value_usd_per_mwh: 106.6{"}"}
        contracts:
        {Yaml(example)}
        """).Site.Contracts.Single();

    private static decimal Total(string kind, Func<StatementLine, bool> which) =>
        Lines(ContractExamples.All.Single(example => example.Kind == kind)).Where(which).Sum(line => line.Amount.Value);

    private static string Name(StatementLine line) =>
        $"`{ComponentNames.Of(line.Id.Component)}`" + (line.Id.Item.Length == 0 ? "" : $" ({line.Id.Item})");

    private static string Unit(LineUnit unit) => unit switch
    {
        LineUnit.MegawattHour => "MWh",
        LineUnit.MegawattHeldForAnHour => "MW·h",
        LineUnit.Megawatt => "MW",
        _ => "",
    };

    private static string Figure(decimal figure) => figure.ToString("#,##0.#########", CultureInfo.InvariantCulture);
}
