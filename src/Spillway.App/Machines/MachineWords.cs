using System.Collections.Immutable;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;

namespace Spillway.App.Machines;

/// <summary>The words of the API for what machines are and are told.</summary>
public static class MachineWords
{
    /// <summary>The words of the conditions.</summary>
    public static ImmutableArray<string> Conditions { get; } = [.. Enum.GetValues<MachineCondition>().Select(Of)];

    /// <summary>A condition.</summary>
    /// <param name="condition">The condition.</param>
    public static string Of(MachineCondition condition) => condition.ToString().ToLowerInvariant();

    /// <summary>A condition by its word; null where there is none.</summary>
    /// <param name="word">The word.</param>
    public static MachineCondition? Condition(string word) =>
        Conditions.IndexOf(word) is var index and >= 0 ? (MachineCondition)index : null;

    /// <summary>What is odd.</summary>
    /// <param name="oddity">The oddity.</param>
    public static string Of(MachineOddity oddity) => oddity switch
    {
        MachineOddity.Lost => "lost",
        MachineOddity.NotFollowing => "not-following",
        MachineOddity.StuckStart => "stuck-start",
        MachineOddity.ToldNotDone => "told-not-done",
        MachineOddity.BoardLost => "board-lost",
        MachineOddity.Hot => "hot",
        MachineOddity.Complains => "complains",
        _ => "none",
    };

    /// <summary>What a machine is told.</summary>
    /// <param name="action">The action.</param>
    public static string Of(ControlAction action) => action switch
    {
        ControlAction.Sleep => "sleep",
        ControlAction.Wake => "wake",
        ControlAction.SetMode => "set-mode",
        _ => "reboot",
    };

    /// <summary>How a command ended; <c>none</c> where no outcome has come.</summary>
    /// <param name="outcome">The outcome.</param>
    public static string Of(OutcomeKind? outcome) => outcome?.ToString().ToLowerInvariant() ?? "none";
}
