namespace Spillway.App.People;

/// <summary>The kinds of records of what people do; replays pass over them. Each area adds its own here, in alphabetical order.</summary>
public static class PersonKinds
{
    /// <summary>Alarms rose, returned, were acknowledged, put aside or taken out of service.</summary>
    public const string AlarmChanged = "alarm.changed";

    /// <summary>An API key was made.</summary>
    public const string KeyMade = "apikey.created";

    /// <summary>An API key is no longer good.</summary>
    public const string KeyEnded = "apikey.revoked";

    /// <summary>A file was taken into the inventory.</summary>
    public const string InventoryImported = "inventory.imported";

    /// <summary>A version of the inventory was put back.</summary>
    public const string InventoryRestored = "inventory.restored";

    /// <summary>Found machines were taken into the inventory.</summary>
    public const string MachinesTaken = "inventory.taken";

    /// <summary>A rule of notifications was made or changed.</summary>
    public const string NotificationRule = "notification.rule";

    /// <summary>A rule of notifications was removed.</summary>
    public const string NotificationRuleRemoved = "notification.rule-removed";

    /// <summary>A message was delivered, or was given up.</summary>
    public const string NotificationSent = "notification.sent";

    /// <summary>An account was made or changed.</summary>
    public const string Account = "person.account";

    /// <summary>Somebody booked a statement, or closed a month.</summary>
    public const string BookedStatement = "person.booked-statement";

    /// <summary>Somebody did alone what needs two.</summary>
    public const string GlassBroken = "person.broke-glass";

    /// <summary>Somebody began a drill.</summary>
    public const string DrillBegun = "person.drill-begun";

    /// <summary>Somebody called a planned drill off.</summary>
    public const string DrillCalledOff = "person.drill-called-off";

    /// <summary>Somebody planned a drill for a time to come.</summary>
    public const string DrillPlanned = "person.drill-planned";

    /// <summary>Somebody took the journal away.</summary>
    public const string JournalExported = "person.journal-exported";

    /// <summary>Somebody had the journal verified.</summary>
    public const string JournalVerified = "person.journal-verified";

    /// <summary>Too many failures closed an account, or the first run's code, for a time.</summary>
    public const string LockedOut = "person.locked-out";

    /// <summary>Somebody took the proof of an event away.</summary>
    public const string ProofTaken = "person.proof-taken";

    /// <summary>Somebody held a bill against the statement.</summary>
    public const string Reconciled = "person.reconciled";

    /// <summary>Somebody may not do what was asked.</summary>
    public const string Refused = "person.refused";

    /// <summary>A session ended: signed out, revoked, or overtaken by a change of its account.</summary>
    public const string SessionEnded = "person.session-ended";

    /// <summary>Somebody failed to sign in.</summary>
    public const string SignInRefused = "person.sign-in-refused";

    /// <summary>Somebody signed in.</summary>
    public const string SignedIn = "person.signed-in";

    /// <summary>Somebody had a proof made and could take it away.</summary>
    public const string TookProof = "person.took-proof";

    /// <summary>Market files were taken into the archive.</summary>
    public const string PricesImported = "prices.imported";

    /// <summary>A former state of the price archive was put back.</summary>
    public const string PricesRestored = "prices.restored";

    /// <summary>A role was made or changed.</summary>
    public const string RoleChanged = "role.changed";

    /// <summary>A search for machines was begun.</summary>
    public const string SearchBegun = "search.begun";

    /// <summary>Something waits for a second person, or was done and is to be signed.</summary>
    public const string SecondAsked = "second.asked";

    /// <summary>It was declined.</summary>
    public const string SecondDeclined = "second.declined";

    /// <summary>A second person signed it.</summary>
    public const string SecondSigned = "second.signed";

    /// <summary>It was signed, or the glass was broken for it, and it could not be done: it waits on, and why is in it.</summary>
    public const string SecondUndone = "second.undone";

    /// <summary>An entry of the shift log was put on top or taken down.</summary>
    public const string ShiftPinned = "shift.pinned";

    /// <summary>Somebody has read an entry of the shift log.</summary>
    public const string ShiftRead = "shift.read";

    /// <summary>The times at which shifts begin were changed.</summary>
    public const string ShiftSchedule = "shift.schedule";

    /// <summary>An entry of the shift log was written, or changed before its shift ended; the text is in it.</summary>
    public const string ShiftWritten = "shift.written";

    /// <summary>The site file was changed.</summary>
    public const string SiteChanged = "site.changed";

    /// <summary>A study of the past was asked for.</summary>
    public const string StudyAsked = "study.asked";

    /// <summary>A study was called off.</summary>
    public const string StudyEnded = "study.cancelled";

    /// <summary>A webhook was made.</summary>
    public const string WebhookMade = "webhook.created";

    /// <summary>An event was not taken by a webhook however often it was sent.</summary>
    public const string WebhookGivenUp = "webhook.given-up";

    /// <summary>A webhook was removed.</summary>
    public const string WebhookEnded = "webhook.removed";
}
