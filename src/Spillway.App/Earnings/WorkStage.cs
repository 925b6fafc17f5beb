namespace Spillway.App.Earnings;

/// <summary>What long work about money is at.</summary>
public enum WorkStage
{
    /// <summary>It waits for its turn.</summary>
    Waiting = 0,

    /// <summary>It reads the journal.</summary>
    ReadingJournal = 1,

    /// <summary>It settles the intervals.</summary>
    Settling = 2,

    /// <summary>It reads a bill and holds it against the statement.</summary>
    Reconciling = 3,

    /// <summary>It writes a bundle.</summary>
    WritingBundle = 4,

    /// <summary>It checks a bundle as anybody would.</summary>
    CheckingBundle = 5,
}
