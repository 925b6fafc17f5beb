using Spillway.Engine;

namespace Spillway.App.Alarms;

/// <summary>What the list of alarms refuses.</summary>
public static class AlarmErrors
{
    /// <summary>No such alarm.</summary>
    public static readonly ErrorCode NotThere = new(
        "SW6661", "No such alarm", "Look at the list again: it may have returned, or somebody else has dealt with it.");

    /// <summary>It cannot be put aside so.</summary>
    public static readonly ErrorCode CannotShelve = new(
        "SW6662", "The alarm cannot be shelved so", "Give a reason of at most 500 letters, and a time within the limit of its priority: critical 30 min, high 2 h, medium 8 h, low 24 h.");

    /// <summary>It cannot be taken out of service.</summary>
    public static readonly ErrorCode CannotTakeOut = new(
        "SW6663", "The subject cannot be taken out of service", "Name a group or a feed of the site that is in service, and give a reason of at most 500 letters.");

    /// <summary>The subject is in service.</summary>
    public static readonly ErrorCode NotOut = new(
        "SW6664", "The subject is not out of service", "Look at the list again: somebody may have put it back already.");
}
