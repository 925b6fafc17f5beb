namespace Spillway.App.Records;

/// <summary>The kinds of the journal's records, as written there.</summary>
public static class RecordKinds
{
    /// <summary>A desk began: what it is run by and where its machines were.</summary>
    public const string RunStart = "run-start";

    /// <summary>One step: what was seen and what was decided for an interval.</summary>
    public const string Step = "step";

    /// <summary>One control pass: what was seen and what was ordered.</summary>
    public const string Pass = "pass";

    /// <summary>The whole control state, so that a later start need not fold everything before it.</summary>
    public const string Checkpoint = "checkpoint";

    /// <summary>A desk ended in order.</summary>
    public const string RunEnd = "run-end";

    /// <summary>A key that proofs are signed with was made. Replays pass over it, as over the other records of keys.</summary>
    public const string KeyCreated = "key.created";

    /// <summary>A key signs no longer; what it signed stays good.</summary>
    public const string KeyRetired = "key.retired";

    /// <summary>Nothing a key signs from now on may be believed.</summary>
    public const string KeyRevoked = "key.revoked";

    /// <summary>The version of the payloads that this program writes.</summary>
    public const int Version = 1;
}
