using Spillway.Engine.Commands.Control;
using Spillway.Engine.Sites.Plants;

namespace Spillway.Engine;

/// <summary>The one control pass: what to tell machines and feeds now. Pure, synchronous, no clock.</summary>
public static class ControlStep
{
    /// <summary>Decides one pass.</summary>
    /// <param name="plant">What is there.</param>
    /// <param name="state">What the desk remembers.</param>
    /// <param name="frame">What became known since the last pass.</param>
    /// <returns>What to do; the state changes only by applying it.</returns>
    public static ControlTurn Decide(Plant plant, ControlState state, FieldFrame frame)
    {
        ArgumentNullException.ThrowIfNull(plant);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(frame);
        return Decide(plant, state, frame, out _);
    }

    /// <summary>Decides one pass and hands out the state with the frame's facts in it, so that whoever applies the turn at
    /// once need not put them in again.</summary>
    internal static ControlTurn Decide(Plant plant, ControlState state, FieldFrame frame, out ControlState observed)
    {
        observed = FrameFolding.Of(plant, state, frame);
        return ControlPass.Decide(plant, observed, frame);
    }
}
