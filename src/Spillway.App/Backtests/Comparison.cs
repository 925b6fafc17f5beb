using System.Collections.Immutable;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Simulation.Backtest;
using Spillway.Units;

namespace Spillway.App.Backtests;

/// <summary>Several policies over the same range, judged by the same net.</summary>
/// <param name="Site">The site.</param>
/// <param name="Input">What all of them were run on.</param>
/// <param name="Policies">Always-on, strike and foresight among them, in the order they are shown.</param>
public sealed record Comparison(SiteDefinition Site, BacktestInput Input, ImmutableArray<ComparedPolicy> Policies)
{
    /// <summary>How far from perfect foresight's own run can be; null where it was not asked.</summary>
    public ForesightRun? Foresight { get; init; }

    /// <summary>What look-ahead learned beforehand; null where it was not run.</summary>
    public LearningNote? Learning { get; init; }

    /// <summary>The files the input was read from; of prices alone where nothing more is known.</summary>
    public ImmutableArray<InputFile> Files { get; init; } = [.. Input.Prices.Sources.Select(source => new InputFile("prices", source))];

    /// <summary>The policies every comparison holds, because the ratios are made from them.</summary>
    public static ImmutableArray<string> Yardsticks { get; } = ["always-on", "strike", "foresight"];

    /// <summary>The policy of a given full text.</summary>
    /// <param name="policy">The full text.</param>
    /// <returns>Its run with its ratios.</returns>
    public ComparedPolicy this[string policy] => Policies.Single(compared => compared.Run.Policy == policy);

    /// <summary>Judges runs against each other.</summary>
    /// <param name="site">The site.</param>
    /// <param name="input">What they were run on.</param>
    /// <param name="runs">The runs; the yardsticks among them.</param>
    /// <returns>Each run with its ratios, in the given order.</returns>
    public static Comparison Of(SiteDefinition site, BacktestInput input, IReadOnlyList<PolicyRun> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        Invariant.Holds(Yardsticks.All(name => runs.Any(run => run.Policy == name)));
        var always = runs.First(run => run.Policy == "always-on").Totals;
        var strike = runs.First(run => run.Policy == "strike").Totals;
        var foresight = runs.First(run => run.Policy == "foresight").Totals;
        return new(site, input, [.. runs.Select(run => new ComparedPolicy(
            run,
            always.Energy - run.Totals.Energy,
            Share((always.Energy - run.Totals.Energy).MegawattMinutes, always.Energy.MegawattMinutes),
            Share(Cents(run.Totals.Net, always.Net), Cents(foresight.Net, always.Net)),
            Share(Cents(foresight.Net, run.Totals.Net), Cents(foresight.Net, strike.Net))))]);
    }

    private static decimal Cents(ExactMoney left, ExactMoney right) => (left - right).Numerator;

    private static decimal? Share(decimal part, decimal whole) => whole == 0m ? null : part / whole;
}
