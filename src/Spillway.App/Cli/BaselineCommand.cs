using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Spillway.App.Events;
using Spillway.App.Obligations;
using Spillway.App.Rules;
using Spillway.App.Sites;
using Spillway.Engine.Settlements.Baselines;

namespace Spillway.App.Cli;

/// <summary><c>spillway baseline</c>: what the site would have drawn in an event by the days before it.</summary>
internal static class BaselineCommand
{
    public static Command Create(Terminal terminal)
    {
        var options = new BaselineOptions();
        var json = JsonTarget.Option();
        var command = options.Command(json);
        command.SetAction((parsed, cancellation) =>
        {
            var site = SiteFile.Read(parsed.GetRequiredValue(options.SiteFile), RuleLibrary.Open(terminal.DataFolder));
            var asked = options.Request(parsed, site);
            var request = asked.Instructed is null ? asked : asked with { Band = DeliveryRules.Of(RuleLibrary.ForSite(site, terminal.DataFolder, null).Find(site.Operator), asked.Start).Band };
            var loads = MeteredLoads.Read(site, request.SiteFile, request.Meters, request.Interval, cancellation);
            var result = new BaselineRun(request, LoadHistory.Of(loads.Readings, loads.Interval, site.TimeZone)).Of(loads.Notes);
            if (parsed.GetValue(json) is { } target)
            {
                JsonTarget.Write(terminal, target, BaselineJson.Of(site, result));
            }

            if (!JsonTarget.IsOutput(parsed.GetValue(json)))
            {
                Show(terminal, site, result);
            }

            return Task.FromResult(0);
        });
        return command;
    }

    private static void Show(Terminal terminal, SiteDefinition site, BaselineResult result)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn("from (local)");
        var hasDays = result.Baseline is not null;
        foreach (var heading in hasDays ? new[] { "baseline, MW", "days from", "to", "drew, MW", "less, MW" } : ["level, MW", "drew, MW", "too much, MW"])
        {
            table.AddColumn(new TableColumn(heading).RightAligned().NoWrap());
        }

        foreach (var interval in result.Intervals)
        {
            var start = interval.Start.ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture);
            var actual = Shown(interval.Actual?.Value);
            if (result.Baseline is { } baseline)
            {
                var known = baseline.Intervals.First(one => one.Start == interval.Start);
                table.AddRow(start, Shown(known.Power.Value), Shown(known.Lowest.Value), Shown(known.Highest.Value), actual, Shown(interval.Actual is { } drew ? (known.Power - drew).Value : null));
            }
            else
            {
                var level = result.Request.Level!.Value;
                table.AddRow(start, Shown(level.Level.Value), actual, Shown(interval.Actual is { } drawn ? level.Excess(drawn).Value : null));
            }
        }

        terminal.Tables().Write(table);
        Sentences(terminal, site, result);
    }

    private static void Sentences(Terminal terminal, SiteDefinition site, BaselineResult result)
    {
        if (result.Baseline is { } baseline)
        {
            Say($"{result.Request.Method}: the mean of {string.Join(", ", baseline.Days.Select(static day => day.ToString("MM-dd", CultureInfo.InvariantCulture)))}{Adjusted(baseline.Adjustment)}.");
        }

        if (result.Delivery is { } delivery)
        {
            Say(EventSentences.Delivered(delivery));
        }

        if (result.Request.Curtailed is not null)
        {
            Say(result.Loss is { } loss
                ? FormattableString.Invariant($"Curtailing then would cost {loss.Energy.Value:0.###} MWh of this baseline, {loss.Amount.Value:N2} {site.Currency} at the programme's price.")
                : "What curtailing then would cost cannot be said: there are too few days.");
        }

        foreach (var note in result.Notes)
        {
            Say(note);
        }

        void Say(string text) => WrappedText.Write(terminal.Output, text, 0, terminal.Width);
    }

    private static string Adjusted(DayLevel? level) => level is not { } known ? ""
        : known.Offset.Value == 0m ? FormattableString.Invariant($", times {known.Factor.Value:0.0000} by the day itself")
        : FormattableString.Invariant($", {known.Offset.Value:+0.###;-0.###} MW by the day itself");

    private static string Shown(decimal? megawatts) => megawatts is { } known ? known.ToString("0.000", CultureInfo.InvariantCulture) : "–";
}
