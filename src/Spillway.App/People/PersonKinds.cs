namespace Spillway.App.People;

/// <summary>The kinds of records of what people do; replays pass over them. Each area adds its own here, in alphabetical order.</summary>
public static class PersonKinds
{
    /// <summary>Somebody began a drill.</summary>
    public const string DrillBegun = "person.drill-begun";

    /// <summary>Somebody took the journal away.</summary>
    public const string JournalExported = "person.journal-exported";

    /// <summary>Somebody had the journal verified.</summary>
    public const string JournalVerified = "person.journal-verified";

    /// <summary>Somebody took the proof of an event away.</summary>
    public const string ProofTaken = "person.proof-taken";

    /// <summary>Somebody may not do what was asked.</summary>
    public const string Refused = "person.refused";
}
