using Spillway.Engine;

namespace Spillway.App.Machines;

/// <summary>What is refused about single machines.</summary>
public static class MachineErrors
{
    /// <summary>The plant has no such machine.</summary>
    public static readonly ErrorCode Unknown = new(
        "SW6801", "No such machine", "Name it by group and place, as in hall-a/17, or by its id in the inventory; GET /api/v1/machines has them.");
}
