namespace Spillway.App.People;

/// <summary>The kinds of records of what people do; replays pass over them. Each area adds its own here, in alphabetical order.</summary>
public static class PersonKinds
{
    /// <summary>An API key was made.</summary>
    public const string KeyMade = "apikey.created";

    /// <summary>An API key is no longer good.</summary>
    public const string KeyEnded = "apikey.revoked";

    /// <summary>Found machines were taken into the inventory.</summary>
    public const string MachinesTaken = "inventory.taken";

    /// <summary>Somebody did alone what needs two.</summary>
    public const string GlassBroken = "person.broke-glass";

    /// <summary>Somebody may not do what was asked.</summary>
    public const string Refused = "person.refused";

    /// <summary>Market files were taken into the archive.</summary>
    public const string PricesImported = "prices.imported";

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

    /// <summary>The site file was changed.</summary>
    public const string SiteChanged = "site.changed";

    /// <summary>A study of the past was asked for.</summary>
    public const string StudyAsked = "study.asked";

    /// <summary>A study was called off.</summary>
    public const string StudyEnded = "study.cancelled";

    /// <summary>A webhook was made.</summary>
    public const string WebhookMade = "webhook.created";

    /// <summary>A webhook was removed.</summary>
    public const string WebhookEnded = "webhook.removed";

    /// <summary>An event was not taken by a webhook however often it was sent.</summary>
    public const string WebhookGivenUp = "webhook.given-up";
}
