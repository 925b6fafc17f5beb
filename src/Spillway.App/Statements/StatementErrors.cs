using Spillway.Engine;

namespace Spillway.App.Statements;

/// <summary>What a settlement refuses.</summary>
public static class StatementErrors
{
    /// <summary>The range does not begin or end on an interval's start.</summary>
    public static readonly ErrorCode OffGrid = new(
        "SW4211", "The range does not start on the settlement grid", "Check the site's time_zone: a local day must begin at the start of an interval.");
}
