using System.Globalization;
using System.Text.Json.Nodes;
using Spillway.App.Backtests;
using Spillway.App.Sites;

namespace Spillway.App.Cli;

/// <summary>An effective site as JSON: every setting with its origin, and what the settings come to.</summary>
internal static class ConfigJson
{
    /// <summary>Makes the JSON object.</summary>
    /// <param name="path">The site file, as the person named it.</param>
    /// <param name="reading">The site as read.</param>
    /// <param name="figures">What it comes to.</param>
    /// <returns>One object; quantities carry their unit in their name or beside them.</returns>
    public static JsonObject Of(string path, SiteReading reading, SiteFigures figures)
    {
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(figures);
        var site = reading.Definition;
        var currency = site.Currency.ToLowerInvariant();
        return new()
        {
            ["site"] = site.Site.Id.Text,
            ["file"] = path,
            ["settings"] = new JsonArray([.. reading.Settings.Select(Setting)]),
            ["normal_mw"] = Number(figures.Normal.Value),
            ["import_limit_mw"] = Number(site.Site.Limits.Import.Value),
            ["modes"] = new JsonArray([.. figures.Modes.Select(mode => Mode(mode, currency))]),
            ["merit_order"] = figures.MeritOrder is not { } curve ? null : new JsonArray([.. curve.Steps.Select(step => (JsonNode)new JsonObject
            {
                ["group"] = step.Group.Text,
                ["mode"] = site.Site.Loads.First(group => group.Id == step.Group).Modes[step.ToModeIndex].Name,
                [$"worth_{currency}_per_mwh"] = Number(step.Price.Value),
                ["site_mw"] = Number(step.UpTo.Value),
            })]),
        };
    }

    private static JsonNode Setting(EffectiveSetting setting) => new JsonObject
    {
        ["key"] = setting.Key,
        ["value"] = Value(setting),
        ["unit"] = setting.Unit.Length == 0 ? null : setting.Unit,
        ["origin"] = setting.Origin.ToString().ToLowerInvariant(),
        ["where"] = setting.Where.Length == 0 ? null : setting.Where,
    };

    // A number is one where the setting has a unit; names made of digits stay words.
    private static JsonValue Value(EffectiveSetting setting) =>
        setting.Unit.Length > 0 && decimal.TryParse(setting.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? Number(number)
            : JsonValue.Create(setting.Value);

    private static JsonObject Mode(ModeFigures mode, string currency) => new JsonObject
    {
        ["group"] = mode.Group.Text,
        ["mode"] = mode.Mode,
        ["machines"] = mode.Machines,
        ["power_mw"] = Number(mode.Power.Value),
        ["machine_j_per_th"] = Optional(mode.JoulesPerTerahash),
        ["site_j_per_th"] = Optional(mode.SiteJoulesPerTerahash),
        [$"breakeven_{currency}_per_mwh"] = Optional(mode.Breakeven?.Value),
    };

    private static JsonValue Number(decimal value) => JsonValue.Create(BacktestJson.Number(value));

    private static JsonValue? Optional(decimal? value) => value is { } known ? Number(known) : null;
}
