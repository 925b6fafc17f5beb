using System.Collections.Immutable;
using Spillway.App.Accounts;
using Spillway.App.Sites;

namespace Spillway.App.Setup;

/// <summary>Which action it is to change a setting, and what differs between two readings of a site.</summary>
public static class SettingActions
{
    private static readonly ImmutableArray<string> _limits =
        ["interconnection.", "fail_safe.", "desk.largest_step", "desk.second_person", "desk.swing", "desk.local_", "desk.public_", "desk.certificate"];

    private static readonly ImmutableArray<string> _rules = ["market.operator", "market.rules", "market.scheme"];
    private static readonly ImmutableArray<string> _secrets = ["credential", "header", "header_value"];

    /// <summary>The action of a setting.</summary>
    /// <param name="key">Where it stands.</param>
    /// <returns><see cref="DeskAction.ChangeSetup"/> for whatever is neither limit nor rule nor credential.</returns>
    public static DeskAction Of(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _limits.Any(start => key.StartsWith(start, StringComparison.Ordinal)) ? DeskAction.ChangeLimits
            : _rules.Any(start => key.StartsWith(start, StringComparison.Ordinal)) ? DeskAction.ChangeRules
            : _secrets.Contains(key[(key.LastIndexOf('.') + 1)..]) ? DeskAction.ChangeCredentials
            : DeskAction.ChangeSetup;
    }

    /// <summary>What differs.</summary>
    /// <param name="before">The settings in force; null where their file cannot be read: everything counts as changed then.</param>
    /// <param name="after">The settings that are to be.</param>
    /// <returns>Each setting with another value, in the order of the reference page.</returns>
    public static ImmutableArray<ChangedSetting> Between(SiteReading? before, SiteReading after)
    {
        ArgumentNullException.ThrowIfNull(after);
        var old = (before?.Settings ?? []).ToDictionary(static one => one.Key, StringComparer.Ordinal);
        var @new = after.Settings.ToDictionary(static one => one.Key, StringComparer.Ordinal);

        // Where a key opens the source of prices, another address would be sent that key.
        var isKeyed = (before?.Settings ?? []).Concat(after.Settings).Any(static one => one.Key == "prices.header_value" && one.Origin == SettingOrigin.File);
        return
        [
            .. after.Settings.Where(one => !old.TryGetValue(one.Key, out var was) || was.Value != one.Value)
                .Select(one => new ChangedSetting(one.Key, one.Unit, old.GetValueOrDefault(one.Key)?.Value, one.Value, Needs(one.Key))),
            .. old.Values.Where(one => !@new.ContainsKey(one.Key)).Select(one => new ChangedSetting(one.Key, one.Unit, one.Value, null, Needs(one.Key))),
        ];

        DeskAction Needs(string key) => isKeyed && key == "prices.url" ? DeskAction.ChangeCredentials : Of(key);
    }
}
