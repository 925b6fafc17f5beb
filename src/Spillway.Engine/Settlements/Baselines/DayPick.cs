namespace Spillway.Engine.Settlements.Baselines;

/// <summary>Which of the days looked at a baseline is the mean of, by what the site drew in the event's hours.</summary>
public enum DayPick
{
    /// <summary>The days with the highest load; of equals the later.</summary>
    Highest = 0,

    /// <summary>The days left when as many of the highest as of the lowest are taken away; where that is no even
    /// split, one more of the lowest.</summary>
    Middle = 1,

    /// <summary>The days nearest to the event.</summary>
    Nearest = 2,
}
