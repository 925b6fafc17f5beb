using NodaTime;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Plants;

namespace Spillway.Simulation.Worlds;

/// <summary>Keeps account, from the commands alone, that the site is told to rise no faster than its ramp. It knows nothing of how the
/// desk reckons: each machine told to do more than it was told before counts.</summary>
internal sealed class RampBook
{
    private static readonly Duration _minute = Duration.FromMinutes(1);

    private readonly Plant _plant;
    private readonly double _limitMw;
    private readonly double _largestMw;
    private readonly int[] _toldMode;
    private readonly Queue<(Instant At, double Mw)> _rises = new();
    private double _sum;

    public RampBook(Plant plant)
    {
        _plant = plant;
        _limitMw = (double)(plant.Site.Limits.RampUpPerMinute?.Value ?? 0);
        _toldMode = [.. plant.GroupOfMachine.Select(group => plant.Groups[group].Load.NormalModeIndex)];
        _largestMw = plant.Groups.Max(group => Enumerable.Range(0, group.Load.Modes.Length).Max(mode => (double)group.Load.PowerPerMachine(mode).Value));
    }

    /// <summary>Takes one pass.</summary>
    /// <returns>What is wrong; null where nothing is.</returns>
    public string? Take(ControlTurn turn)
    {
        var rise = 0.0;
        foreach (var command in turn.Machines)
        {
            if (command.Action != ControlAction.Reboot)
            {
                var load = _plant.Groups[_plant.GroupOfMachine[command.Machine]].Load;
                var mode = command.Action == ControlAction.Sleep ? LoadGroup.OffIndex : command.ModeIndex;
                rise += Math.Max(0, (double)(load.PowerPerMachine(mode) - load.PowerPerMachine(_toldMode[command.Machine])).Value);
                _toldMode[command.Machine] = mode;
            }
        }

        if (_limitMw == 0 || rise == 0)
        {
            return null;
        }

        _rises.Enqueue((turn.At, rise));
        _sum += rise;
        while (_rises.Peek().At <= turn.At - _minute)
        {
            _sum -= _rises.Dequeue().Mw;
        }

        // One machine is the smallest step there is: the ramp is kept up to that.
        return _sum > _limitMw + (2 * _largestMw) + 1e-9
            ? FormattableString.Invariant($"{_sum:0.######} MW were started within a minute, and the ramp is {_limitMw:0.######} MW a minute")
            : null;
    }
}
