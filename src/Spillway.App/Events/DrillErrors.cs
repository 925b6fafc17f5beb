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
}
