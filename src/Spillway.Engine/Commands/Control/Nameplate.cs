using Spillway.Engine.Signals.Field;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Plants;

namespace Spillway.Engine.Commands.Control;

/// <summary>What a machine of one group draws by its data sheet, in whole W at its wall, and what it is taken to draw.</summary>
internal readonly struct Nameplate
{
    private readonly int[] _watts;
    private readonly int _normal;
    private readonly bool _reports;

    public Nameplate(PlantGroup group)
    {
        var modes = group.Load.Modes;
        _watts = new int[modes.Length];
        for (var index = 0; index < _watts.Length; index++)
        {
            _watts[index] = (int)Math.Round(modes[index].Power.Value);
        }

        _normal = group.Load.NormalModeIndex;
        _reports = group.Abilities.Watts >= WattsGrade.Estimated;
    }

    public int SleepW => _watts[LoadGroup.OffIndex];

    public int InModeW(int modeIndex) => _watts[modeIndex];

    /// <summary>What it is taken to draw now: its own word where that can be trusted, else the data sheet.</summary>
    public int DrawnW(in MachineState machine) => machine.Condition switch
    {
        MachineCondition.Unpowered => 0,
        MachineCondition.Asleep => _reports && machine.PowerW >= 0 ? Math.Min(machine.PowerW, Running(machine)) : SleepW,
        _ => _reports && machine.PowerW >= 0 ? machine.PowerW : Running(machine),
    };

    /// <summary>What it will draw when it runs in a mode: its own word where it already does, else the data sheet.</summary>
    public int ExpectedW(in MachineState machine, int modeIndex) =>
        machine.Condition == MachineCondition.Running && machine.ModeIndex == modeIndex && _reports && machine.PowerW >= 0
            ? machine.PowerW
            : _watts[modeIndex];

    private int Running(in MachineState machine) =>
        _watts[machine.ModeIndex != LoadGroup.OffIndex ? machine.ModeIndex
            : machine.ToldMode != LoadGroup.OffIndex ? machine.ToldMode : _normal];
}
