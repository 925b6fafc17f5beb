namespace Spillway.App.People;

/// <summary>The kinds of records of what people do; replays pass over them. Each area adds its own here, in alphabetical order.</summary>
public static class PersonKinds
{
    /// <summary>Somebody booked a statement, or closed a month.</summary>
    public const string BookedStatement = "person.booked-statement";

    /// <summary>Somebody held a bill against the statement.</summary>
    public const string Reconciled = "person.reconciled";

    /// <summary>Somebody may not do what was asked.</summary>
    public const string Refused = "person.refused";

    /// <summary>Somebody had a proof made and could take it away.</summary>
    public const string TookProof = "person.took-proof";
}
