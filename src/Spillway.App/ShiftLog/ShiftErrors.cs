using Spillway.Engine;

namespace Spillway.App.ShiftLog;

/// <summary>What the shift log refuses.</summary>
public static class ShiftErrors
{
    /// <summary>No such entry.</summary>
    public static readonly ErrorCode NotThere = new(
        "SW6671", "No such entry in the shift log", "Look at the list again; entries are never removed.");

    /// <summary>It can no longer be changed.</summary>
    public static readonly ErrorCode Closed = new(
        "SW6672", "The entry can no longer be changed", "Add to it instead: an entry is changed by its writer alone, until its shift ends.");

    /// <summary>The entry cannot be used.</summary>
    public static readonly ErrorCode BadEntry = new(
        "SW6673", "The entry cannot be used", "Write 1 to 8000 letters, and at most 20 links of the form alarm:17, order:NAME, event:NAME or shift:17.");

    /// <summary>The shifts cannot be used.</summary>
    public static readonly ErrorCode BadSchedule = new(
        "SW6674", "The shifts cannot be used", "Give 1 to 6 local times at which shifts begin, such as 07:00 and 19:00, each once.");
}
