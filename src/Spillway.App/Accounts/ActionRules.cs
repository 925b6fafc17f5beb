using System.Collections.Immutable;
using static Spillway.App.Accounts.DeskAction;
using static Spillway.App.Accounts.Roles;
using static Spillway.App.Accounts.SecondPerson;

namespace Spillway.App.Accounts;

/// <summary>The rule of every action: the one table that API, console and the printed matrix are made from.</summary>
public static class ActionRules
{
    private static readonly ImmutableArray<string> _everybody = [Viewer, Operator, Trader, Finance, Administrator, Auditor, Machine];
    private static readonly ImmutableArray<string> _people = [Viewer, Operator, Trader, Finance, Administrator, Auditor];

    /// <summary>All actions with their rules, in the order of the matrix.</summary>
    public static ImmutableSortedDictionary<DeskAction, ActionRule> All { get; } =
        Enum.GetValues<DeskAction>().ToImmutableSortedDictionary(static action => action, Of);

    /// <summary>An action by its name.</summary>
    /// <param name="id">Such as <c>see-desk</c>.</param>
    /// <returns>The action; null where there is none of this name.</returns>
    public static DeskAction? Find(string id)
    {
        foreach (var (action, rule) in All)
        {
            if (rule.Id == id)
            {
                return action;
            }
        }

        return null;
    }

    /// <summary>The rule of an action.</summary>
    /// <param name="action">The action.</param>
    /// <returns>Its rule.</returns>
#pragma warning disable CS8524 // A number that is no action has no rule: it throws. A named action without one does not compile.
    public static ActionRule Of(DeskAction action) => action switch
    {
        SeeDesk => new("see-desk", Never, _everybody),
        SeeFleet => new("see-fleet", Never, _everybody),
        SeePrices => new("see-prices", Never, _everybody),
        SeeMoney => new("see-money", Never, [Trader, Finance, Administrator, Auditor]),
        SeeEvents => new("see-events", Never, _everybody),
        SeeLab => new("see-lab", Never, [Viewer, Operator, Trader, Finance, Administrator, Auditor]),
        SeeShiftLog => new("see-shift-log", Never, _people),
        SeeJournal => new("see-journal", Never, [Operator, Trader, Finance, Administrator, Auditor]),
        SeeSetup => new("see-setup", Never, [Operator, Trader, Finance, Administrator, Auditor]),
        SeeAccounts => new("see-accounts", Never, [Administrator, Auditor]),
        Shed => new("shed", Afterwards, [Operator, Trader, Machine]),
        DeskAction.Stop => new("stop", Afterwards, [Operator]),
        Raise => new("raise", AboveSetPower, [Operator, Machine]),
        Release => new("release", AboveSetPower, [Operator, Machine]),
        Drill => new("drill", Never, [Operator]),
        AcknowledgeAlarm => new("acknowledge-alarm", Never, [Operator]),
        ShelveAlarm => new("shelve-alarm", Never, [Operator]),
        WriteShiftLog => new("write-shift-log", Never, [Operator, Trader, Administrator]),
        RunStudy => new("run-study", Never, [Operator, Trader, Finance]),
        ImportPrices => new("import-prices", Never, [Trader, Administrator]),
        BookStatements => new("book-statements", Never, [Finance]),
        DeskAction.Reconcile => new("reconcile", Never, [Finance, Auditor]),
        TakeProof => new("take-proof", Never, [Finance, Auditor, Administrator]),
        ExportJournal => new("export-journal", Never, [Auditor, Administrator]),
        ChangeSetup => new("change-setup", Never, [Trader, Administrator]),
        ChangeLimits => new("change-limits", Always, [Administrator]),
        ChangeRules => new("change-rules", Always, [Administrator]),
        Discover => new("discover", Never, [Operator, Administrator]),
        ChangeCredentials => new("change-credentials", Always, [Administrator]),
        ManageUsers => new("manage-users", ForWideRoles, [Administrator]),
        ManageRoles => new("manage-roles", Always, [Administrator]),
        ManageKeys => new("manage-keys", Always, [Administrator]),
        ManageNotifications => new("manage-notifications", Never, [Operator, Administrator]),
        SignSecond => new("sign-second", Never, [Operator, Administrator]),
        BreakGlass => new("break-glass", Never, [Operator, Administrator]),
        ManageOwnAccount => new("manage-own-account", Never, _people),
    };
#pragma warning restore CS8524
}
