using System.Collections.Immutable;
using Spillway.App.Backtests;
using Spillway.App.Cli;
using Spillway.App.Reports;
using Spillway.App.Rules;
using Spillway.App.Sites;
using Spillway.App.Sweeps;

namespace Spillway.App.Lab;

/// <summary>Runs a study as <c>spillway backtest</c> would, on one core, and writes the same report.</summary>
/// <param name="siteFile">The site file.</param>
/// <param name="dataFolder">Where archive and learned models lie.</param>
/// <param name="time">Measures; no decision sees it.</param>
internal sealed class StudyRunner(string siteFile, string dataFolder, TimeProvider time)
{
    /// <summary>Refuses, before its turn, what can be refused without reading a price.</summary>
    /// <param name="request">What is asked for.</param>
    public void Check(StudyRequest request) => Parsed(request);

    /// <summary>Runs it.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="report">Where the report goes.</param>
    /// <param name="told">Told the share that is done.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>The result, as <c>--json</c> writes it.</returns>
    public string Run(StudyRequest request, string report, Action<double> told, CancellationToken cancellation)
    {
        var (site, backtest, axes) = Parsed(request);
        var loaded = BacktestLoading.Load(SweepGrid.Site(site, axes), backtest, dataFolder, cancellation);
        var learning = new LookAheadLearning(new(dataFolder), time);
        if (!axes.IsEmpty)
        {
            var cells = SweepGrid.Cells(axes).Length;
            var sweep = new SweepRunner(time, learning) { PoliciesAtOnce = 1 }.Run(
                new(site, loaded.Input, axes, backtest.Policies), 1, new StudyProgress(1, cells, told).Of("cells"), cancellation);
            ResultFile.Write(report, output => SweepHtml.Write(sweep, output));
            return SweepJson.Of(sweep);
        }

        var progress = new StudyProgress(PolicyList.WithYardsticks(backtest.Policies).Length, loaded.Input.Range.Length, told);
        var comparison = new BacktestRunner(time, learning) { AtOnce = 1 }.Run(site, loaded.Input, backtest.Policies, progress.Of, cancellation) with
        {
            Files = [InputFile.OfSite(siteFile), .. loaded.Files],
        };
        ResultFile.Write(report, output => HtmlReport.Write(
            new(comparison, loaded.Findings) { ForecastScores = ForecastTables.Of(comparison) }, output));
        return BacktestJson.Of(comparison);
    }

    private (SiteDefinition Site, BacktestRequest Request, ImmutableArray<SweepAxis> Axes) Parsed(StudyRequest study)
    {
        ImmutableArray<string> policies = study.Policies.Trim() is { Length: > 0 } text ? PolicyList.Split(text) : [];
        var request = new BacktestRequest(siteFile, [], null, [], [], [], study.From, study.To, policies) { Archived = study.Knows };
        BacktestRange.CheckOrder(request);
        foreach (var policy in PolicyList.WithYardsticks(policies))
        {
            PolicyText.Parse(policy);
        }

        var site = SiteFile.Read(siteFile, RuleLibrary.Open(dataFolder));
        ImmutableArray<SweepAxis> axes = [.. study.Sweeps.Select(SweepAxis.Parse)];
        SweepCheck.Axes(axes, site, request);
        return (site, request, axes);
    }
}
