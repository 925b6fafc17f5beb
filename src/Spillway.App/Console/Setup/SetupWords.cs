using Spillway.App.Accounts;
using Spillway.App.Console.Texts;
using Spillway.App.Inventory;
using Spillway.App.Setup;
using Spillway.App.Sites;
using Spillway.Devices.Discovery;
using Spillway.Engine;
using Spillway.Markets.Archive;

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

    /// <summary>What a review of the inventory asks.</summary>
    public static string Asked(Reader reader, InventoryDraft draft) => draft.Kind switch
    {
        InventoryDeedKind.Search => reader["Take what was found in {0} into the inventory?", draft.Detail],
        InventoryDeedKind.Restore => reader["Put version {0} of the inventory back?", draft.Detail],
        _ => reader["Take the file {0} into the inventory?", draft.Detail],
    };

    /// <summary>How many machines a review concerns, by what it does to them.</summary>
    public static string Counted(Reader reader, InventoryReview review) => reader[
        "{0} would be added, {1} moved, {2} lose their address, {3} otherwise changed, {4} removed; {5} stay as they are.",
        Reader.Number(review.Count(MachineChangeKind.Added)),
        Reader.Number(review.Count(MachineChangeKind.Moved)),
        Reader.Number(review.Count(MachineChangeKind.Displaced)),
        Reader.Number(review.Count(MachineChangeKind.Changed)),
        Reader.Number(review.Count(MachineChangeKind.Removed)),
        Reader.Number(review.Same)];

    /// <summary>What a change does to a machine.</summary>
    public static string Of(Reader reader, MachineChangeKind kind) => kind switch
    {
        MachineChangeKind.Added => reader["added"],
        MachineChangeKind.Moved => reader["moved"],
        MachineChangeKind.Displaced => reader["loses its address"],
        MachineChangeKind.Removed => reader["removed"],
        _ => reader["changed"],
    };

    /// <summary>A machine that a change concerns: its id, and what it is recognised by.</summary>
    public static string Named(Reader reader, MachineChange change) =>
        string.Join(' ', new[] { change.Machine.Number == 0 ? reader["new"] : change.Machine.Id, change.Machine.Address?.ToString(), change.Machine.Mac ?? change.Machine.Serial }.Where(static one => one is not null));

    /// <summary>The fields that a change changes.</summary>
    public static string Fields(Reader reader, MachineChange change) => string.Join(" · ", change.Fields.Select(one => change.Kind switch
    {
        MachineChangeKind.Added => $"{Field(reader, one.Name)} {one.After}",
        MachineChangeKind.Removed => $"{Field(reader, one.Name)} {one.Before}",
        _ => $"{Field(reader, one.Name)} {one.Before ?? Reader.None} → {one.After ?? Reader.None}",
    }));

    /// <summary>By what a version of the inventory came to be.</summary>
    public static string Of(Reader reader, InventoryVersion version) => version.Kind switch
    {
        InventoryDeedKind.Search => reader["search {0}", version.Detail],
        InventoryDeedKind.Import => reader["file {0}", version.Detail],
        InventoryDeedKind.Assign => version.Detail.Length == 0 ? reader["taken out of their group"] : reader["put into group {0}", version.Detail],
        InventoryDeedKind.Restore => reader["version {0} put back", version.Detail],
        _ => reader["before the first change"],
    };

    /// <summary>By what a version of the price archive came to be.</summary>
    public static string Of(Reader reader, ArchiveVersion version) =>
        version.BackTo is { } back ? reader["version {0} put back", back]
        : version.Added.Length == 0 ? reader["import"]
        : version.Added.Length == 1 ? reader["file {0}", version.Added[0].Name]
        : reader["{0} and {1} more files", version.Added[0].Name, version.Added.Length - 1];

    private static string Field(Reader reader, string name) => name switch
    {
        "group" => reader["Group"],
        "role" => reader["Role"],
        "address" => reader["Address"],
        "port_shift" => reader["Port shift"],
        "family" => reader["Family"],
        "model" => reader["Type"],
        "serial" => reader["Serial number"],
        "shared_mac" => reader["Shared MAC"],
        "firmware" => reader["Firmware"],
        "notes" => reader["Notes"],
        _ => "MAC",
    };

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
