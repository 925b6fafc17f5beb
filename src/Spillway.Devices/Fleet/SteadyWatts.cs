using Spillway.Engine.Signals.Field;
using Spillway.Units;

namespace Spillway.Devices.Fleet;

/// <summary>What a running machine draws, as the desk is told it: the mean of readings that waver, and each reading of one that moves.
/// Without it a fleet whose watts scatter by two percent would fill the journal with its scatter.</summary>
/// <remarks>A reading moves where it lies a great step off the mean, or is the third in a row on the same side of it that lies a small step
/// off; the mean begins anew there. So a move of a great step is told at once, a smaller one at the third poll.</remarks>
internal sealed class SteadyWatts
{
    /// <summary>A reading that lies off the mean by this share of normal power counts towards a move.</summary>
    public const decimal SmallStep = 0.025m;

    /// <summary>One that lies off by this share is a move.</summary>
    public const decimal GreatStep = 0.075m;

    private const int SameSide = 3;

    // A new reading's weight: of readings that scatter by 2 % the mean scatters by half a percent.
    private const decimal Weight = 0.125m;

    private int _modeIndex;
    private int _side;
    private decimal? _mean;

    /// <summary>Takes what was seen.</summary>
    /// <param name="seen">How the machine is by its newest answer.</param>
    /// <param name="normal">The group's normal power.</param>
    /// <returns>The watts to tell; those seen where it does not run or has just begun to.</returns>
    public Watts? Take(MachineSight seen, Watts normal)
    {
        if (seen.Condition != MachineCondition.Running || seen.Power is not { } power)
        {
            (_mean, _side) = (null, 0);
            return seen.Power;
        }

        if (_mean is not { } mean || seen.ModeIndex != _modeIndex || IsMove(power.Value - mean, normal.Value))
        {
            (_mean, _side, _modeIndex) = (power.Value, 0, seen.ModeIndex);
            return power;
        }

        _mean = mean + ((power.Value - mean) * Weight);
        return new(_mean.Value);
    }

    private bool IsMove(decimal off, decimal normal)
    {
        var side = Math.Abs(off) < normal * SmallStep ? 0 : Math.Sign(off);
        _side = side == 0 || Math.Sign(_side) == -side ? side : _side + side;
        return Math.Abs(off) >= normal * GreatStep || Math.Abs(_side) >= SameSide;
    }
}
