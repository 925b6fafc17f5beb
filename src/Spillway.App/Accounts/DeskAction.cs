namespace Spillway.App.Accounts;

/// <summary>What a person or a key may be allowed to do. Each has its rule in <see cref="ActionRules"/>; one without does not compile.</summary>
public enum DeskAction
{
    /// <summary>See the desk now: power, price, groups, orders, promise, alarms.</summary>
    SeeDesk,

    /// <summary>See the machines one by one.</summary>
    SeeFleet,

    /// <summary>See prices, forecasts, plans and the bid curve.</summary>
    SeePrices,

    /// <summary>See statements, bills and what they rest on.</summary>
    SeeMoney,

    /// <summary>See events, their evidence and drills.</summary>
    SeeEvents,

    /// <summary>See studies of the past and their results.</summary>
    SeeLab,

    /// <summary>Read the shift log.</summary>
    SeeShiftLog,

    /// <summary>Read the journal.</summary>
    SeeJournal,

    /// <summary>See the set-up: site, contracts, programmes, machines, rules.</summary>
    SeeSetup,

    /// <summary>See accounts, roles, keys and sessions of others.</summary>
    SeeAccounts,

    /// <summary>Give an order that takes load off: a ceiling, a reduction, a hold off, a lock-out.</summary>
    Shed,

    /// <summary>Stop the whole site.</summary>
    Stop,

    /// <summary>Give an order that keeps or puts load on: a floor, a hold on, an unlock.</summary>
    Raise,

    /// <summary>End an order that holds load off.</summary>
    Release,

    /// <summary>Plan a drill and begin it.</summary>
    Drill,

    /// <summary>Acknowledge an alarm.</summary>
    AcknowledgeAlarm,

    /// <summary>Shelve an alarm for a time.</summary>
    ShelveAlarm,

    /// <summary>Write into the shift log.</summary>
    WriteShiftLog,

    /// <summary>Run studies of the past.</summary>
    RunStudy,

    /// <summary>Bring in prices and other market files.</summary>
    ImportPrices,

    /// <summary>Book statements and close months.</summary>
    BookStatements,

    /// <summary>Hold bills against statements.</summary>
    Reconcile,

    /// <summary>Take proofs away.</summary>
    TakeProof,

    /// <summary>Take the journal away.</summary>
    ExportJournal,

    /// <summary>Change contracts, programmes, machines and the desk's settings other than limits.</summary>
    ChangeSetup,

    /// <summary>Change limits: import limit, ramps, the MW above which two people are needed.</summary>
    ChangeLimits,

    /// <summary>Change market rules.</summary>
    ChangeRules,

    /// <summary>Look for machines and take them into the inventory.</summary>
    Discover,

    /// <summary>Change credentials of machines and services.</summary>
    ChangeCredentials,

    /// <summary>Make, change and lock accounts.</summary>
    ManageUsers,

    /// <summary>Make and change roles.</summary>
    ManageRoles,

    /// <summary>Make and revoke API keys and signing keys.</summary>
    ManageKeys,

    /// <summary>Change notifications and webhooks.</summary>
    ManageNotifications,

    /// <summary>Be the second person of an action that needs two.</summary>
    SignSecond,

    /// <summary>Do alone what needs two, with an alarm.</summary>
    BreakGlass,

    /// <summary>Change one's own password, passkeys, second factor and sessions.</summary>
    ManageOwnAccount,
}
