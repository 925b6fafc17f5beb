using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Plants;

namespace Spillway.Engine.Commands.Control;

/// <summary>What a machine of one group draws by its data sheet, in whole W at its wall, and what it is taken to draw.</summary>
internal readonly struct Nameplate
{
    private readonly int[] _watts;
    private readonly bool _reports;

    public Nameplate(PlantGroup group)
    {
        var modes = group.Load.Modes;
        _watts = new int[modes.Length];
        for (var index = 0; index < _watts.Length; index++)
        {
            _watts[index] = (int)Math.Round(modes[index].Power.Value);
        }

        NormalMode = group.Load.NormalModeIndex;
        _reports = group.Abilities.Watts >= WattsGrade.Estimated;
    }

    public int NormalMode { get; }

    public int SleepW => _watts[LoadGroup.OffIndex];

    /// <summary>What it draws in the mode that draws most.</summary>
    public int MostW => _watts.Max();

    public int InModeW(int modeIndex) => _watts[modeIndex];

    /// <summary>What it is taken to draw now: its own word where that can be trusted, else the data sheet.</summary>
    public int DrawnW(in MachineState machine) => machine.Condition switch
    {
        MachineCondition.Unpowered => 0,
        MachineCondition.Lost or MachineCondition.Unknown => NominalW(in machine),
        _ when _reports && machine.PowerW != MachineState.NoPower => machine.PowerW,
        _ => NominalW(in machine),
    };

    /// <summary>What it draws by the data sheet as it is: steady, where its own word trembles. A lost machine counts with
    /// what it drew last; one that was lost on its way up, with what it will draw.</summary>
    public int NominalW(in MachineState machine) => machine.Condition switch
    {
        MachineCondition.Unpowered => 0,
        MachineCondition.Asleep => SleepW,
        MachineCondition.Lost or MachineCondition.Unknown when machine.PowerW != MachineState.NoPower =>
            WasToldToRun(in machine) ? Math.Max(machine.PowerW, _watts[machine.ToldMode]) : machine.PowerW,
        _ => _watts[RunningMode(in machine)],
    };

    // What it said last may be of the way to there. A command that came back did nothing.
    private static bool WasToldToRun(in MachineState machine) =>
        machine.Told is not null && machine.ToldMode != LoadGroup.OffIndex && !machine.HasFailed;

    private int RunningMode(in MachineState machine) =>
        machine.ModeIndex != LoadGroup.OffIndex ? machine.ModeIndex
            : machine.ToldMode != LoadGroup.OffIndex ? machine.ToldMode
            : NormalMode;
}
