namespace Spillway.App.People;

/// <summary>The kinds of records of what people do; replays pass over them. Each area adds its own here, in alphabetical order.</summary>
public static class PersonKinds
{
    /// <summary>Somebody booked a statement, or closed a month.</summary>
    public const string BookedStatement = "person.booked-statement";

    /// <summary>Somebody did alone what needs two.</summary>
    public const string GlassBroken = "person.broke-glass";

    /// <summary>An API key is no longer good.</summary>
    public const string KeyEnded = "apikey.revoked";

    /// <summary>An API key was made.</summary>
    public const string KeyMade = "apikey.created";

    /// <summary>Somebody held a bill against the statement.</summary>
    public const string Reconciled = "person.reconciled";

    /// <summary>Somebody may not do what was asked.</summary>
    public const string Refused = "person.refused";

    /// <summary>A role was made or changed.</summary>
    public const string RoleChanged = "role.changed";

    /// <summary>Something waits for a second person, or was done and is to be signed.</summary>
    public const string SecondAsked = "second.asked";

    /// <summary>It was declined.</summary>
    public const string SecondDeclined = "second.declined";

    /// <summary>A second person signed it.</summary>
    public const string SecondSigned = "second.signed";

    /// <summary>Somebody had a proof made and could take it away.</summary>
    public const string TookProof = "person.took-proof";

    /// <summary>A webhook was removed.</summary>
    public const string WebhookEnded = "webhook.removed";

    /// <summary>An event was not taken by a webhook however often it was sent.</summary>
    public const string WebhookGivenUp = "webhook.given-up";

    /// <summary>A webhook was made.</summary>
    public const string WebhookMade = "webhook.created";
}
