using System.Collections.Immutable;
using Spillway.App.Backtests;
using Spillway.App.Sites;
using Spillway.Engine.Sites;
using Spillway.Simulation.Backtest;
using Spillway.Units;

namespace Spillway.App.Reports.Figures;

/// <summary>What the sections of a report are made from, worked out once.</summary>
internal sealed class ReportFigures
{
    public ReportFigures(BacktestReport report)
    {
        Report = report;
        Calendar = new(Input, Site.TimeZone);
        Policies = [.. Comparison.Policies.Select(policy => PolicyIntervals.Of(policy.Run, Input.Range.Length))];
        Judged = JudgedPolicy.Of(Comparison.Policies);
        Own = Policies.Single(policy => policy.Policy == Judged.Run.Policy);
        Best = Policies.Single(policy => policy.Policy == "foresight");
        Always = Policies.Single(policy => policy.Policy == "always-on");
        Losses = Loss(Own);
    }

    public BacktestReport Report { get; }

    public Comparison Comparison => Report.Comparison;

    public SiteDefinition Site => Comparison.Site;

    public BacktestInput Input => Comparison.Input;

    public RangeCalendar Calendar { get; }

    public ImmutableArray<PolicyIntervals> Policies { get; }

    /// <summary>The policy held against foresight in detail.</summary>
    public ComparedPolicy Judged { get; }

    public PolicyIntervals Own { get; }

    public PolicyIntervals Best { get; }

    public PolicyIntervals Always { get; }

    /// <summary>What the judged policy left of foresight's net in each priced interval.</summary>
    public ImmutableArray<ExactMoney> Losses { get; }

    public string Currency => Site.Currency;

    public string PriceUnit => $"{Currency}/MWh";

    /// <summary>What a policy left of foresight's net in each priced interval; below zero where it was ahead.</summary>
    public ImmutableArray<ExactMoney> Loss(PolicyIntervals policy) =>
        [.. policy.Net.Select((net, index) => Best.Net[index] - net)];

    /// <summary>What a MWh earns in a group's normal mode in an interval.</summary>
    public EnergyPrice Worth(LoadGroup load, int priced) =>
        load.Breakeven(load.NormalModeIndex, Input.Hashprices?.At(Input.Range[priced].Start));

    /// <summary>What a MWh of the whole site earns in the first interval: the groups' worth, weighed by their power.</summary>
    public decimal SiteWorth()
    {
        var power = Input.Site.Loads.Sum(Full);
        return Input.Site.Loads.Sum(load => Worth(load, 0).Value * Full(load)) / power;
    }

    public static decimal Full(LoadGroup load) => load.Power(load.NormalModeIndex, load.Machines).Value;
}
