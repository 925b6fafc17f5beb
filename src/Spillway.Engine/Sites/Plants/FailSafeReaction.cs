namespace Spillway.Engine.Sites.Plants;

/// <summary>What the desk does while something it relies on is missing.</summary>
public enum FailSafeReaction
{
    /// <summary>Go on with what is known last; an alarm is raised all the same.</summary>
    GoOn,

    /// <summary>Raise nothing and make no economic move; orders are carried out.</summary>
    Hold,

    /// <summary>Come down to the safe power of the table, and raise nothing.</summary>
    ComeDown,

    /// <summary>Stop everything concerned.</summary>
    Stop,
}
