using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Spillway.App.Bids;
using Spillway.App.Rules;
using Spillway.App.Sites;
using Spillway.Markets.Archive;
using Spillway.Markets.Files;
using Spillway.Units;

namespace Spillway.App.Cli;

/// <summary><c>spillway bid</c>: the site's demand curve, price by price.</summary>
internal static class BidCommand
{
    public static Command Create(Terminal terminal)
    {
        var site = new Argument<string>("SITE.yaml") { Description = "The site file." };
        var at = PricesFilter.InstantOption("--at", "The instant the curve is for; the hash price of the UTC day before it counts.");
        at.Required = true;
        var hashprice = new Option<string?>("--hashprice")
        {
            Description = "A hash price series (CSV date_utc,hashprice_usd_per_ph_day, or an economics file) instead of the site file's constant.",
            HelpName = "PATH",
        };
        var csv = new Option<string?>("--csv") { Description = "Write the steps as CSV to a file; '-' writes them to standard output and nothing else there.", HelpName = "FILE|-" };
        var rules = RulesOption.Create();
        var json = JsonTarget.Option();
        var command = new Command("bid", "The aggregate bid curve: how many MW the site wants at which price.") { site, at, hashprice, rules, csv, json };
        command.Validators.Add(result =>
        {
            if (JsonTarget.IsOutput(result.GetValue(csv)) && JsonTarget.IsOutput(result.GetValue(json)))
            {
                result.AddError("--csv - and --json - both want standard output; give one of them a file.");
            }
        });
        command.SetAction((parsed, cancellation) =>
        {
            var file = parsed.GetRequiredValue(site);
            var read = SiteFile.Read(file, RulesOption.Open(terminal, parsed, rules));
            var library = RuleLibrary.ForSite(read, terminal.DataFolder, parsed.GetValue(rules));
            var bid = SiteBid.Of(read, file, parsed.GetValue(at)!.Value, Series(parsed.GetValue(hashprice), cancellation), library.Find(read.Operator));
            Write(terminal, bid, parsed.GetValue(csv), parsed.GetValue(json));
            if (!JsonTarget.IsOutput(parsed.GetValue(csv)) && !JsonTarget.IsOutput(parsed.GetValue(json)))
            {
                ShowLimits(terminal, bid, library);
            }

            return Task.FromResult(0);
        });
        return command;
    }

    private static (Engine.Signals.HashpriceSeries Series, string File)? Series(string? path, CancellationToken cancellation) =>
        path is null ? null : (HashpriceLoader.FromFiles(MarketFileReader.Read(path, cancellation)), path);

    private static void Write(Terminal terminal, SiteBid bid, string? csv, string? json)
    {
        if (csv is not null)
        {
            ResultFile.Write(terminal, csv, output => BidCsv.Write(bid, output));
        }

        if (json is not null)
        {
            JsonTarget.Write(terminal, json, BidJson.Of(bid));
        }

        if (!JsonTarget.IsOutput(csv) && !JsonTarget.IsOutput(json))
        {
            Show(terminal, bid);
        }
    }

    private static void Show(Terminal terminal, SiteBid bid)
    {
        var hashprice = bid.Hashprice is { } paid
            ? Text($"hash price {paid} {bid.Site.Currency}/PH/day of {bid.HashpriceDay:uuuu-MM-dd} (UTC)")
            : "every load with a value of its own";
        terminal.Output.WriteLine($"{bid.Site.Site.Id} at {bid.At}, {hashprice}");
        terminal.Tables().Write(Steps(bid));
        foreach (var step in bid.Curve.Withheld)
        {
            terminal.Output.WriteLine(Text(
                $"Not offered: {Count(step.Machines, "machine")} of {step.Group} in mode {bid.Group(step.Group).Modes[step.ToModeIndex].Name}, worth {step.Price.Value:0.00}: the import limit is {bid.Site.Site.Limits.Import} MW."));
        }

        foreach (var (group, mode) in bid.BelowHull())
        {
            terminal.Output.WriteLine($"Not offered: {group.Id} in mode {mode.Name}: at every price another mode is worth at least as much.");
        }
    }

    private static void ShowLimits(Terminal terminal, SiteBid bid, RuleLibrary library)
    {
        foreach (var finding in RuleFindings.Of(bid.Site, library))
        {
            terminal.Output.WriteLine($"{finding.Kind}: {finding.Detail}");
        }

        if (bid.Limits is not { } limits)
        {
            return;
        }

        foreach (var step in bid.Capped)
        {
            terminal.Output.WriteLine(Text(
                $"Capped: {Count(step.Machines, "machine")} of {step.Group} in mode {bid.Group(step.Group).Modes[step.ToModeIndex].Name}, worth {step.Price.Value:0.00}, bid {limits.Cap!.Value.Value:0.00}: the {limits.CapName} of {limits.File}. A price above it takes them off though they earn more."));
        }

        foreach (var step in bid.BelowFloor)
        {
            terminal.Output.WriteLine(Text(
                $"Not offered: {Count(step.Machines, "machine")} of {step.Group} in mode {bid.Group(step.Group).Modes[step.ToModeIndex].Name}, worth {step.Price.Value:0.00}: no price is below the {limits.FloorName} of {limits.File}, {limits.Floor!.Value.Value:0.00}."));
        }

        if (limits.Uncertain.Length > 0)
        {
            terminal.Output.WriteLine($"Not capped by what {limits.File} marks uncertain: {limits.Uncertain}.");
        }
    }

    private static Table Steps(SiteBid bid)
    {
        var table = new Table().Border(TableBorder.Simple);
        table.AddColumn(new TableColumn(Markup.Escape($"price, {bid.Site.Currency}/MWh")).RightAligned().NoWrap());
        table.AddColumn(new TableColumn("site, MW").RightAligned().NoWrap());
        table.AddColumns("group", "mode");
        table.AddColumn(new TableColumn("machines").RightAligned().NoWrap());
        var first = bid.Offers.IsEmpty ? "any" : Text($"from {bid.Offers[0].Price.Value:0.00}");
        table.AddRow(first, Power(bid.Curve.Asleep), "all", "off", "");
        foreach (var step in bid.Offers)
        {
            var modes = bid.Group(step.Group).Modes;
            var mode = modes[step.ToModeIndex].Name + (step.FromModeIndex == 0 ? "" : $", from {modes[step.FromModeIndex].Name}");
            table.AddRow(Text($"below {step.Price.Value:0.00}"), Power(step.UpTo), Markup.Escape(step.Group.Text), Markup.Escape(mode), Text($"{step.Machines:N0}"));
        }

        return table;
    }

    private static string Power(Megawatts power) => Text($"{power.Value:N3}");

    private static string Count(int count, string what) => Text($"{count:N0} {what}{(count == 1 ? "" : "s")}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
