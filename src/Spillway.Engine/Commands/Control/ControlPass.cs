using Spillway.Engine.Sites.Plants;

namespace Spillway.Engine.Commands.Control;

/// <summary>One pass, stage by stage.</summary>
internal static class ControlPass
{
    public static ControlTurn Decide(Plant plant, ControlState observed, FieldFrame frame) =>
        new(frame.At, new(default, plant.Site.Limits.Import, null, null), default, observed.Wanted, [], [], [], [], [], [], true);
}
