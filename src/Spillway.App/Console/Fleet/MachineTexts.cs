using Spillway.App.Console.Texts;
using Spillway.App.Machines;
using Spillway.Devices.Miners;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;

namespace Spillway.App.Console.Fleet;

/// <summary>What the console calls what machines are and are told.</summary>
public static class MachineTexts
{
    /// <summary>The letter that stands for a condition beside its colour.</summary>
    /// <param name="condition">The condition.</param>
    public static char Letter(MachineCondition condition) => condition switch
    {
        MachineCondition.Running => 'R',
        MachineCondition.Asleep => 'Z',
        MachineCondition.Starting => 'S',
        MachineCondition.Lost => 'X',
        MachineCondition.Unpowered => 'O',
        _ => '?',
    };

    /// <summary>A condition.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="condition">The condition.</param>
    public static string Of(Reader reader, MachineCondition condition)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return condition switch
        {
            MachineCondition.Running => reader["producing"],
            MachineCondition.Asleep => reader["asleep"],
            MachineCondition.Starting => reader["starting"],
            MachineCondition.Lost => reader["lost"],
            MachineCondition.Unpowered => reader["no power"],
            _ => reader["not heard yet"],
        };
    }

    /// <summary>What is odd.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="oddity">The oddity.</param>
    public static string Of(Reader reader, MachineOddity oddity)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return oddity switch
        {
            MachineOddity.Lost => reader["does not answer"],
            MachineOddity.NotFollowing => reader["does not follow"],
            MachineOddity.StuckStart => reader["stuck in its start"],
            MachineOddity.ToldNotDone => reader["told but not done"],
            MachineOddity.BoardLost => reader["hashes too little: a board may be lost"],
            MachineOddity.Hot => reader["hotter than its hall"],
            MachineOddity.Complains => reader["reports a fault"],
            _ => "",
        };
    }

    /// <summary>What a machine is told.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="action">The action.</param>
    public static string Of(Reader reader, ControlAction action)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return action switch
        {
            ControlAction.Sleep => reader["sleep"],
            ControlAction.Wake => reader["wake"],
            ControlAction.SetMode => reader["change mode"],
            _ => reader["reboot"],
        };
    }

    /// <summary>How a command ended.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="outcome">The outcome; null where none has come.</param>
    public static string Of(Reader reader, OutcomeKind? outcome)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return outcome switch
        {
            OutcomeKind.Done => reader["taken"],
            OutcomeKind.Refused => reader["refused"],
            OutcomeKind.Unreachable => reader["unreachable"],
            OutcomeKind.Late => reader["too late"],
            OutcomeKind.Unknown => reader["nobody knows"],
            _ => reader["no answer yet"],
        };
    }

    /// <summary>Why something is commanded.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="cause">The cause.</param>
    public static string Of(Reader reader, CauseKind cause)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return cause switch
        {
            CauseKind.Economics => reader["economics"],
            CauseKind.Canary => reader["goes first"],
            CauseKind.Hold => reader["hold"],
            CauseKind.Ceiling => reader["ceiling"],
            CauseKind.Floor => reader["floor"],
            CauseKind.Stop => reader["stop"],
            CauseKind.ImportLimit => reader["import limit"],
            CauseKind.Ramp => reader["ramp"],
            CauseKind.FailSafe => reader["fail-safe"],
            _ => reader["lock-out"],
        };
    }

    /// <summary>How far a machine's watts can be trusted.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="grade">The grade.</param>
    public static string Of(Reader reader, PowerGrade grade)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return grade switch
        {
            PowerGrade.Measured => reader["measured"],
            PowerGrade.Estimated => reader["estimated by the firmware"],
            PowerGrade.Nameplate => reader["a setting, not measured"],
            _ => reader["not said"],
        };
    }
}
