using Spillway.Engine;

namespace Spillway.App.Events;

/// <summary>Why a drill is not begun.</summary>
public static class DrillErrors
{
    /// <summary>A figure of the drill cannot be used.</summary>
    public static readonly ErrorCode BadFigure = new(
        "SW6821", "The drill cannot be held so", "Give MW above zero and at most what is drawn now, 1 to 3600 s to do it in, and 1 to 3600 s until it ends.");

    /// <summary>Something is in the way.</summary>
    public static readonly ErrorCode InTheWay = new(
        "SW6822", "The drill would break an award", "Take fewer MW, or hold it when nothing is held: GET /api/v1/headroom says when.");

    /// <summary>No such drill is planned.</summary>
    public static readonly ErrorCode NoPlan = new(
        "SW6823", "No such drill is planned", "Look at the list of planned drills: somebody has begun it or called it off.");

    /// <summary>A drill cannot be planned so.</summary>
    public static readonly ErrorCode BadPlan = new(
        "SW6824", "The drill cannot be planned so", "Give a time from now on and at most 366 days ahead, MW above zero and at most the import limit, 1 to 3600 s to do it in, 1 to 3600 s until it ends, and a note of one line with at most 200 letters.");

    /// <summary>Too many drills are planned.</summary>
    public static readonly ErrorCode TooManyPlans = new(
        "SW6825", "Too many drills are planned", "Call off what is not wanted any more; missed ones count.");

    /// <summary>Its time is long over.</summary>
    public static readonly ErrorCode Missed = new(
        "SW6826", "The planned drill was missed", "Plan it anew, or hold a drill now, and call the old plan off.");
}
