namespace Spillway.App.Earnings;

/// <summary>What became of work in the background.</summary>
public enum WorkState
{
    /// <summary>It goes on.</summary>
    Running = 0,

    /// <summary>Its result is there.</summary>
    Done = 1,

    /// <summary>It was refused something, and says what.</summary>
    Failed = 2,

    /// <summary>Somebody ended it.</summary>
    Cancelled = 3,
}
