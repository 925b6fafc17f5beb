namespace Spillway.Journal.Proof;

/// <summary>What can be wrong with a journal; the set is closed.</summary>
public enum JournalFindingKind
{
    /// <summary>The record is there and is not what was written.</summary>
    Changed,

    /// <summary>Records were written and are not there.</summary>
    Missing,

    /// <summary>The record stands at another place than it was written at.</summary>
    Reordered,

    /// <summary>A record stands there that the chain knows nothing of.</summary>
    Inserted,

    /// <summary>The head names records beyond the last one that is there.</summary>
    TailCut,

    /// <summary>More records follow the head than one commit can have left there, or the head is of another chain.</summary>
    HeadDiffers,

    /// <summary>The head file is not there or says nothing.</summary>
    HeadUnreadable,

    /// <summary>The file of a month cannot be read from some record on.</summary>
    SegmentUnreadable,

    /// <summary>The seal of a month is not there, says nothing, or says other than its records.</summary>
    SealDiffers,

    /// <summary>What the file of a month says of itself, or its name, is not what its records say.</summary>
    SegmentDiffers,
}
