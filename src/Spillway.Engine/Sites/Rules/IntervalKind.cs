namespace Spillway.Engine.Sites.Rules;

/// <summary>Which of a market's intervals is meant.</summary>
public enum IntervalKind
{
    /// <summary>Between two dispatch runs.</summary>
    Dispatch = 0,

    /// <summary>What is metered and paid as one.</summary>
    Settlement = 1,

    /// <summary>One price of the day-ahead market.</summary>
    DayAhead = 2,
}
