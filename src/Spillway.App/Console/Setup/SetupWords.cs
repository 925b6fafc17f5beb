using Spillway.App.Accounts;
using Spillway.App.Console.Texts;
using Spillway.App.Inventory;
using Spillway.App.Setup;
using Spillway.App.Sites;
using Spillway.Devices.Discovery;
using Spillway.Engine;

namespace Spillway.App.Console.Setup;

/// <summary>The words of the set-up page, by the codes of what happened.</summary>
internal static class SetupWords
{
    /// <summary>Why something was refused: in the reader's language where the page can cause it, and what the reader of files said, word for word.</summary>
    public static string Of(Reader reader, RefusedException refusal) =>
        refusal.Code == AccountErrors.NotAllowed ? reader["Your role does not allow this."]
        : refusal.Code == AccountErrors.TooManyWait ? reader["Too many requests wait for a second person."]
        : refusal.Code == SetupErrors.Unchanged ? reader["The text is the one in force: nothing was changed."]
        : refusal.Code == SetupErrors.OtherFile ? reader["Somebody changed the file in between. Read it again and review the change once more."]
        : refusal.Code == SetupErrors.NoVersion ? reader["This version is no longer kept."]
        : refusal.Code == SetupErrors.Searching ? reader["A search is running. Wait for its end, or call it off."]
        : refusal.Code == SetupErrors.NothingFound ? reader["The last search found no machine to take."]
        : refusal.Code == SetupErrors.TooMuch ? reader["Too much at once: at most {0} files, {1} MB each, {2} MB together.", PriceImports.MostFiles, PriceImports.MostBytes / 1048576, PriceImports.MostBytesTogether / 1048576]
        : RefusalWords.Whole(reader, refusal);

    /// <summary>What a change needs, by the action that it is.</summary>
    public static string Of(Reader reader, DeskAction action) => action switch
    {
        DeskAction.ChangeLimits => reader["limit: two people"],
        DeskAction.ChangeRules => reader["rule: two people"],
        DeskAction.ChangeCredentials => reader["credential: two people"],
        _ => reader["one person"],
    };

    /// <summary>Where a setting comes from.</summary>
    public static string Of(Reader reader, EffectiveSetting setting) => setting.Origin switch
    {
        SettingOrigin.File when setting.Line is { } line => reader["line {0}", line],
        SettingOrigin.File => setting.Where,
        SettingOrigin.Catalogue => reader["catalogue, {0}", setting.Where],
        _ => reader["default"],
    };

    /// <summary>A unit: those that are words in the reader's language, signs as they are.</summary>
    public static string Unit(Reader reader, string unit) => unit switch
    {
        "minutes" => reader["minutes"],
        "seconds" => reader["seconds"],
        "steps" => reader["steps"],
        "intervals" => reader["intervals"],
        "peaks" => reader["peaks"],
        "machines" => reader["machines"],
        "ratio" => reader["ratio"],
        "connections" => reader["connections"],
        "times" => reader["times"],
        "port" => reader["port"],
        "failures" => reader["failures"],
        "date" => reader["date"],
        _ => unit,
    };

    /// <summary>What taking a machine into the inventory brought to light.</summary>
    public static string Of(Reader reader, InventoryFinding finding)
    {
        var machine = finding.Machine;
        var who = $"{machine.Id} {machine.Group?.Text} {machine.Address}".Replace("  ", " ", StringComparison.Ordinal);
        return finding.Kind switch
        {
            FindingKind.New => reader["{0}: not known before", who],
            FindingKind.Moved => reader["{0}: known, and at another address before ({1})", who, finding.Earlier],
            FindingKind.Displaced => reader["{0}: another machine answers at its address; it is commanded no more until it is found", who],
            FindingKind.SharedMac => reader["{0}: it answers with the hardware address of another machine", who],
            FindingKind.BoardChanged => reader["{0}: the same place and serial number, another hardware address: its control board was changed", who],
            _ => reader["{0}: it is in another group ({1}) and stays there", who, finding.Earlier],
        };
    }

    /// <summary>What a device is.</summary>
    public static string Of(Reader reader, SightingKind kind) => kind switch
    {
        SightingKind.Miner => reader["miner"],
        SightingKind.Meter => reader["meter"],
        SightingKind.Breaker => reader["breaker"],
        SightingKind.Unrecognised => reader["not recognised"],
        _ => reader["other device"],
    };
}
