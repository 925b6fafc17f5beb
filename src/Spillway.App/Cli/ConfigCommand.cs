using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Spillway.App.Rules;
using Spillway.App.Sites;

namespace Spillway.App.Cli;

/// <summary><c>spillway config</c>: the site as it holds, where each value comes from, and what it comes to.</summary>
internal static class ConfigCommand
{
    public static Command Create(Terminal terminal)
    {
        var site = new Argument<string>("SITE.yaml") { Description = "The site file." };
        var json = JsonTarget.Option();
        var command = new Command("config", "The effective site: every setting, where it comes from, and what they come to.") { site, json };
        command.SetAction((parsed, _) =>
        {
            var file = parsed.GetRequiredValue(site);
            var reading = SiteFile.ReadWithOrigins(file, RuleLibrary.Open(terminal.DataFolder));
            var figures = SiteFigures.Of(reading.Definition);
            if (parsed.GetValue(json) is { } target)
            {
                JsonTarget.Write(terminal, target, ConfigJson.Of(file, reading, figures));
            }

            if (!JsonTarget.IsOutput(parsed.GetValue(json)))
            {
                Show(terminal, reading, figures);
            }

            return Task.FromResult(0);
        });
        return command;
    }

    private static void Show(Terminal terminal, SiteReading reading, SiteFigures figures)
    {
        terminal.Tables().Write(Settings(reading));
        terminal.Tables().Write(Modes(reading.Definition, figures));
        var limit = reading.Definition.Site.Limits.Import;
        var over = figures.Normal > limit
            ? Text($"; {(figures.Normal - limit).Value:N3} MW of the least valuable machines stay off")
            : "";
        terminal.Output.WriteLine(Text($"Everything in normal mode: {figures.Normal.Value:N3} MW, import limit {limit.Value:N3} MW{over}."));
        terminal.Output.WriteLine(MeritOrder(reading.Definition, figures));
    }

    private static Table Settings(SiteReading reading)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("setting");
        table.AddColumn(new TableColumn("value").RightAligned());
        table.AddColumns("unit", "from");
        foreach (var setting in reading.Settings)
        {
            var from = setting.Origin switch
            {
                SettingOrigin.File => setting.Where,
                SettingOrigin.Catalogue => $"catalogue, {setting.Where}",
                _ => "default",
            };
            table.AddRow(Markup.Escape(setting.Key), Markup.Escape(setting.Value), Markup.Escape(setting.Unit), Markup.Escape(from));
        }

        return table;
    }

    private static Table Modes(SiteDefinition site, SiteFigures figures)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("group", "mode");
        foreach (var heading in new[] { "machines", "MW", "J/TH machine", "J/TH site", $"breakeven, {site.Currency}/MWh" })
        {
            table.AddColumn(new TableColumn(Markup.Escape(heading)).RightAligned().NoWrap());
        }

        foreach (var mode in figures.Modes)
        {
            table.AddRow(
                Markup.Escape(mode.Group.Text),
                Markup.Escape(mode.Mode),
                Text($"{mode.Machines:N0}"),
                Text($"{mode.Power.Value:N3}"),
                Optional(mode.JoulesPerTerahash),
                Optional(mode.SiteJoulesPerTerahash),
                Optional(mode.Breakeven?.Value));
        }

        return table;
    }

    private static string MeritOrder(SiteDefinition site, SiteFigures figures)
    {
        if (figures.MeritOrder is not { } curve)
        {
            return "Merit order: not known, the file has no hash price; 'spillway bid --hashprice PATH' takes a series.";
        }

        var steps = curve.Steps.Select(step =>
        {
            var mode = site.Site.Loads.First(group => group.Id == step.Group).Modes[step.ToModeIndex].Name;
            return Text($"{step.Group} {mode} {step.Price.Value:0.00}");
        });
        return $"Merit order, {site.Currency}/MWh a step is worth: {string.Join(" > ", steps)}";
    }

    private static string Optional(decimal? value) => value is { } known ? Text($"{known:0.00}") : "–";

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
