using System.Collections.Immutable;
using Spillway.App.Backtests;
using Spillway.App.Reports.Figures;
using Spillway.App.Reports.Html;
using Spillway.Engine.Commands;
using Spillway.Engine.Settlements;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Contracts;

namespace Spillway.App.Reports.Sections;

/// <summary>How the money is made, so that anyone can check it, and one interval of this run worked through.</summary>
internal static class ArithmeticSection
{
    private const int GroupsAtMost = 12;

    private static readonly ImmutableArray<string> _rules =
    [
        "A load's power in MW is machines × watts × overhead ratio ÷ 1,000,000, measured at the grid connection. Before the first interval everything runs in normal mode with its restart over. A decision holds for a whole interval.",
        "In an interval of h hours at price P a load that draws MW costs P × MW × h; below a price of zero the site is paid. Off draws nothing unless the load has a sleep power.",
        "Production earns value × MWh drawn while producing. The value is the load's own, or comes from the hash price: TH/s ÷ 1,000 × hash price ÷ 24 × (1 − pool fee) for each hour and machine. Money uses the hash price of the UTC day in which the interval starts; a decision may use only that of the day before, foresight that of the day itself.",
        "A start draws full power and produces nothing until the restart time is over, on into the next interval where it is longer than one. A stop before that throws the rest away. Production already lacks what restarts lose; restart loss says how much that was.",
        "A fixed block of B MW at price F adds B × h × (P − F), whatever runs: income where the market is above F.",
        "net = production − energy cost + contracts − wear. Every policy is judged by this net and bound by the same import limit, ramps and minimum times.",
        "A gap is an interval without a price: nothing is decided and no money is counted, restarts stand still, and the newest known price stays that of the last priced interval.",
        "Always-on runs every group in normal mode. Strike takes for each group the mode with the largest (production value per hour − newest known price × MW), of equals the one that draws less. With one mode: run when the newest known price is below the value.",
        "Above the import limit the least valuable machines stay off in every policy. Ramps bound the change between neighbouring intervals. Minimum times bind after the choice.",
        "Sums are exact decimals; each is rounded to the cent once, at the end, halves away from zero. So months may differ from the whole by a cent.",
    ];

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, ReportFigures figures)
    {
        html.Open("ul");
        foreach (var rule in _rules)
        {
            html.Leaf("li", rule);
        }

        html.Close();
        var worst = DecisionLosses.Worst(figures.Comparison, figures.Own.Policy, 1);
        var at = worst.IsEmpty ? 0 : figures.Calendar.Priced[figures.Calendar.GridIndex(worst[0].Settled.Slot.Start)];
        Worked(html, figures, at);
    }

    private static void Worked(HtmlWriter html, ReportFigures figures, int at)
    {
        var start = figures.Input.Range[at].Start;
        html.Leaf("h3", "One interval worked through");
        html.Leaf("p", $"{figures.Own.Policy} in the interval from {Shown.Local(start, figures.Site.TimeZone)} ({Shown.Utc(start)}), h = {Shown.Plain(Hours(figures))}, P = {Shown.Plain(figures.Input.Range[at].Price.Value)} {figures.PriceUnit}:");
        var (decision, settled) = (figures.Own.Decisions[at], figures.Own.Settled[at]);
        HtmlTable.Write(html, new(
            $"{(figures.Input.Site.Loads.Length > GroupsAtMost ? $"The first {GroupsAtMost} groups" : "Each group")}; money in {figures.Currency}, rounded to the cent",
            ["group", "power, MW", "energy, MWh", "cost", "production", "restart loss", "wear"],
            [.. figures.Input.Site.Loads.Take(GroupsAtMost).Select((load, group) => Group(figures, at, load, decision.Commands[group], settled.Groups[group]))])
        { TextColumns = [0, 1, 2, 3, 4] });
        html.Open("ul");
        foreach (var position in figures.Input.Site.Contracts.OfType<IPosition>())
        {
            var power = position.Energy(start, settled.Slot.Length).ToMegawattHours().Value / Hours(figures);
            var spread = position is FixedBlock { SellBackSpread.Value: > 0m } block ? $", less {Shown.Plain(block.SellBackSpread.Value)} on each MWh of it that was not drawn" : "";
            html.Leaf("li", $"Contract {position.Id.Text}: {Shown.Plain(power)} × {Shown.Plain(Hours(figures))} × ({Shown.Plain(settled.Price.Value)} − {Shown.Plain(position.Price.Value)}) {figures.Currency}{spread}.");
        }

        var (production, cost, wear) = (Units.ExactMoney.Zero, Units.ExactMoney.Zero, Units.ExactMoney.Zero);
        foreach (var group in settled.Groups)
        {
            (production, cost, wear) = (production + group.Production, cost + group.EnergyCost, wear + group.Wear);
        }

        html.Leaf("li", $"net = production − cost + contracts − wear, all groups together = {Shown.Money(production)} − {Bracketed(cost)} + {Bracketed(settled.Contracts)} − {Shown.Money(wear)} = {Shown.Money(settled.Net)} {figures.Currency}.");
        html.Leaf("li", $"Foresight's net in the same interval is {Shown.Money(figures.Best.Net[at])}, so {figures.Own.Policy} lost {Shown.Money(figures.Losses[at])} {figures.Currency} there.");
        html.Close();
    }

    private static ImmutableArray<string> Group(ReportFigures figures, int at, LoadGroup load, GroupCommand command, GroupSettlement money)
    {
        var price = Shown.Plain(figures.Input.Range[at].Price.Value);
        var energy = Shown.Plain(Math.Round(money.Energy.ToMegawattHours().Value, 6));
        return
        [
            $"{load.Id.Text} {command.ModeName}",
            $"{Power(load, command)} = {Shown.Plain(Math.Round(command.Power.Value, 6))}",
            $"{Shown.Plain(Math.Round(command.Power.Value, 6))} × {Shown.Plain(Hours(figures))} = {energy}",
            $"{price} × {energy} = {Shown.Money(money.EnergyCost)}",
            Production(figures, at, load, command, money),
            Shown.Money(money.RestartLoss),
            Shown.Money(money.Wear),
        ];
    }

    private static string Power(LoadGroup load, GroupCommand command)
    {
        var running = $"{Shown.Count(command.Machines)} × {Shown.Plain(load.Modes[command.ModeIndex].Power.Value)} W";
        var resting = load.Machines - command.Machines;
        var asleep = resting > 0 && load.Modes[LoadGroup.OffIndex].Power.Value > 0m
            ? $"{Shown.Count(resting)} × {Shown.Plain(load.Modes[LoadGroup.OffIndex].Power.Value)} W"
            : "";
        var machines = command.Machines == 0 ? asleep.Length > 0 ? asleep : "0 W" : asleep.Length > 0 ? $"({running} + {asleep})" : running;
        return $"{machines} × {Shown.Plain(load.OverheadRatio.Value)} ÷ 10⁶";
    }

    private static string Production(ReportFigures figures, int at, LoadGroup load, GroupCommand command, GroupSettlement money)
    {
        if (command.Machines == 0)
        {
            return Shown.Money(money.Production);
        }

        var worth = load.Breakeven(command.ModeIndex, figures.Input.Hashprices?.At(figures.Input.Range[at].Start)).Value;
        if (worth == 0m)
        {
            return $"0 × MWh = {Shown.Money(money.Production)}";
        }

        var producing = money.Production.ToMoney().Value / worth;
        return $"{Shown.Plain(Math.Round(worth, 6))} × {Shown.Plain(Math.Round(producing, 6))} MWh producing = {Shown.Money(money.Production)}";
    }

    private static string Bracketed(Units.ExactMoney amount) =>
        amount.Numerator < 0m ? $"({Shown.Money(amount)})" : Shown.Money(amount);

    private static decimal Hours(ReportFigures figures) => (decimal)figures.Input.Prices.Interval.TotalMinutes / 60m;
}
