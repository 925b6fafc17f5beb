using Spillway.Engine;

namespace Spillway.App.Cli;

/// <summary>What is refused of the places that results shall be written to.</summary>
public static class ResultErrors
{
    /// <summary>Two results would be written to the same place.</summary>
    public static readonly ErrorCode SamePlaceTwice =
        new("SW4121", "Two results would go to the same place", "Give --json, --html and --decisions a file each; at most one of them may be '-'.");

    /// <summary>A result would replace a file that is read.</summary>
    public static readonly ErrorCode ReplacesInput =
        new("SW4122", "A result would replace a file that is read", "Choose another name for the result.");
}
