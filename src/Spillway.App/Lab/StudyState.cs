namespace Spillway.App.Lab;

/// <summary>How far a study is.</summary>
public enum StudyState
{
    /// <summary>It waits for its turn.</summary>
    Waiting,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>It has ended well.</summary>
    Done,

    /// <summary>It gave up.</summary>
    Failed,

    /// <summary>It was called off.</summary>
    Cancelled,
}
