using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Spillway.App.Accounts;
using Spillway.App.Sites;

namespace Spillway.App.Setup;

/// <summary>Which action it is to change a setting, and what differs between two readings of a site. Each key of the site file is in one
/// class by its name here; what is in none takes two people, so that a new key is never one person's by oversight.</summary>
public static partial class SettingActions
{
    // The sections that are one class as a whole; an entry of a list counts as its section, of whatever kind it is.
    private static readonly FrozenDictionary<string, DeskAction> _sections = new Dictionary<string, DeskAction>
    {
        [SiteKeys.Load] = DeskAction.ChangeSetup,
        [SiteKeys.Mode] = DeskAction.ChangeSetup,
        [SiteKeys.Feed] = DeskAction.ChangeSetup,
        [SiteKeys.Breaker] = DeskAction.ChangeSetup,
        [SiteKeys.Meter] = DeskAction.ChangeSetup,
        ["revenue"] = DeskAction.ChangeSetup,
        ["contracts[]"] = DeskAction.ChangeSetup,
        ["contracts[].nominations[]"] = DeskAction.ChangeSetup,
        ["contracts[].time_periods[]"] = DeskAction.ChangeSetup,
        ["contracts[].basis[]"] = DeskAction.ChangeSetup,
        ["contracts[].earlier_peaks[]"] = DeskAction.ChangeSetup,
        ["contracts[].customers[]"] = DeskAction.ChangeSetup,
        ["prices"] = DeskAction.ChangeSetup,
        ["publications"] = DeskAction.ChangeSetup,
        ["interconnection"] = DeskAction.ChangeLimits,
        ["fail_safe"] = DeskAction.ChangeLimits,
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, DeskAction> _keys = Named(
        (DeskAction.ChangeSetup, "", ["site", "name", "time_zone", "currency", "inventory", "market", "interconnection", "loads", "revenue", "contracts", "meters", "prices", "publications", "desk", "fail_safe"]),
        (DeskAction.ChangeRules, "market.", ["operator", "rules", "scheme"]),
        (DeskAction.ChangeSetup, "market.", ["settlement_point"]),
        (DeskAction.ChangeCredentials, "", ["loads[].credential", "loads[].feeds[].breaker.credential", "prices.header", "prices.header_value"]),

        // Without them, or with another authority, a broker's password and the power over its relays go to whoever stands in its place.
        (DeskAction.ChangeCredentials, "loads[].feeds[].breaker.", ["tls", "ca_file", "tls_name", "client_certificate", "client_key"]),

        // By which rule the site decides.
        (DeskAction.ChangeRules, "desk.", ["policy"]),

        // How fast, how far and on whose word the site moves; what it takes for true; who reaches it; how long its evidence stays.
        (DeskAction.ChangeLimits, "desk.",
        [
            "pass_seconds", "commands_per_second", "largest_step_mw", "largest_step_seconds", "canaries", "canary_wait_seconds", "canary_from_mw", "restore_jitter_seconds", "starts_per_pass",
            "starts_per_feed", "breaker_margin_seconds", "order_within_seconds", "stop_within_seconds", "second_person_above_mw", "second_factor",
            "machine_stale_seconds", "price_stale_minutes", "meter_stale_seconds", "meter_tolerance_ratio", "clock_step_seconds", "clock_trust_seconds", "swing_alarm_mw", "swing_alarm_seconds",
            "public_address", "public_port", "public_names", "public_tls", "certificate", "certificate_key", "local_targets", "local_prices", "journal_months",
        ]),
        (DeskAction.ChangeSetup, "desk.",
        [
            "coincident_peak_usd_per_mw_year", "knows", "api_port", "poll_seconds", "meter_poll_seconds", "connections", "polls_kept_mb", "attempts", "retry_seconds", "retry_longest_seconds",
            "start_patience_ratio", "outcome_seconds",
        ]));

    /// <summary>The keys that take two people as they stand in the site file, in alphabetical order, by action: whole sections with a star.</summary>
    public static ImmutableArray<(DeskAction Action, ImmutableArray<string> Keys)> ForTwo { get; } =
    [
        .. _keys.Select(static one => (one.Value, Key: one.Key)).Concat(_sections.Select(static one => (one.Value, Key: one.Key + ".*")))
            .Where(static one => one.Value != DeskAction.ChangeSetup).GroupBy(static one => one.Value, static one => one.Key)
            .OrderBy(static group => group.Key).Select(static group => (group.Key, group.Order(StringComparer.Ordinal).ToImmutableArray())),
    ];

    /// <summary>The action of a setting.</summary>
    /// <param name="key">Where it stands, as an <see cref="EffectiveSetting"/> has it.</param>
    /// <returns>Its class; <see cref="DeskAction.ChangeLimits"/> where it has none.</returns>
    public static DeskAction Of(string key) => ClassOf(key) ?? DeskAction.ChangeLimits;

    /// <summary>The class of a setting as it is written here.</summary>
    /// <param name="key">Where it stands: with the names of lists' entries, without them, or by their kind.</param>
    /// <returns>The action; null where nobody has decided.</returns>
    public static DeskAction? ClassOf(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var plain = Currency().Replace(Entry().Replace(key, "[]"), "_usd_per_");
        var section = plain[..Math.Max(plain.LastIndexOf('.'), 0)];
        return _keys.TryGetValue(plain, out var action) || _sections.TryGetValue(section, out action) || _sections.TryGetValue(plain, out action) ? action : null;
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

    private static FrozenDictionary<string, DeskAction> Named(params IEnumerable<(DeskAction Action, string Under, ImmutableArray<string> Names)> classes) =>
        classes.SelectMany(static one => one.Names.Select(name => KeyValuePair.Create(one.Under + name, one.Action))).ToFrozenDictionary(StringComparer.Ordinal);

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Entry();

    // A site in another currency has it in the names of its prices.
    [GeneratedRegex("_[a-z]{3}_per_")]
    private static partial Regex Currency();
}
