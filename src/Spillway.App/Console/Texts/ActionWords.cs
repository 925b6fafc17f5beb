using Spillway.App.Accounts;

namespace Spillway.App.Console.Texts;

/// <summary>What a role or a key may do, in the reader's language.</summary>
internal static class ActionWords
{
    /// <summary>An action in words.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="action">The action.</param>
    public static string Of(Reader reader, DeskAction action) => action switch
    {
        DeskAction.SeeDesk => reader["see the desk"],
        DeskAction.SeeFleet => reader["see the machines"],
        DeskAction.SeePrices => reader["see prices and plan"],
        DeskAction.SeeMoney => reader["see money"],
        DeskAction.SeeEvents => reader["see events"],
        DeskAction.SeeLab => reader["see the lab"],
        DeskAction.SeeShiftLog => reader["see the shift log"],
        DeskAction.SeeJournal => reader["see the journal"],
        DeskAction.SeeSetup => reader["see the set-up"],
        DeskAction.SeeAccounts => reader["see accounts"],
        DeskAction.Shed => reader["shed load"],
        DeskAction.Stop => reader["stop the site"],
        DeskAction.Raise => reader["put or keep load on"],
        DeskAction.Release => reader["release orders"],
        DeskAction.Drill => reader["hold drills"],
        DeskAction.AcknowledgeAlarm => reader["acknowledge alarms"],
        DeskAction.ShelveAlarm => reader["shelve alarms"],
        DeskAction.WriteShiftLog => reader["write the shift log"],
        DeskAction.RunStudy => reader["run studies"],
        DeskAction.ImportPrices => reader["import prices"],
        DeskAction.BookStatements => reader["book statements"],
        DeskAction.Reconcile => reader["reconcile bills"],
        DeskAction.TakeProof => reader["take proofs away"],
        DeskAction.ExportJournal => reader["export the journal"],
        DeskAction.ChangeSetup => reader["change the set-up"],
        DeskAction.ChangeLimits => reader["change limits"],
        DeskAction.ChangeRules => reader["change market rules"],
        DeskAction.Discover => reader["discover machines"],
        DeskAction.ChangeCredentials => reader["change credentials"],
        _ => Accounts(reader, action),
    };

    private static string Accounts(Reader reader, DeskAction action) => action switch
    {
        DeskAction.ManageUsers => reader["manage people"],
        DeskAction.ManageRoles => reader["manage roles"],
        DeskAction.ManageKeys => reader["manage keys"],
        DeskAction.ManageNotifications => reader["manage notifications"],
        DeskAction.SignSecond => reader["sign as the second person"],
        DeskAction.BreakGlass => reader["break the glass"],
        DeskAction.ManageOwnAccount => reader["manage the own account"],
        _ => ActionRules.Of(action).Id,
    };
}
