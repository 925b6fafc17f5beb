using NodaTime;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Sites.Plants;

namespace Spillway.Simulation.Worlds;

/// <summary>Keeps account that a swing nobody ordered raises the alarm with the machines that moved, and that an ordered one raises
/// none.</summary>
public sealed class SwingBook
{
    private readonly PowerStep _limit;
    private readonly double _machineMw;
    private readonly Queue<(Instant At, double Mw)> _metered = new();

    /// <summary>Opens the book.</summary>
    /// <param name="limit">The swing that raises the alarm.</param>
    /// <param name="machineMw">What the largest machine draws. Unit: MW.</param>
    public SwingBook(PowerStep limit, double machineMw)
    {
        ArgumentNullException.ThrowIfNull(limit);
        (_limit, _machineMw) = (limit, machineMw);
    }

    /// <summary>Takes one pass.</summary>
    /// <param name="sight">What it tells.</param>
    /// <returns>What is wrong; null where nothing is.</returns>
    public string? Take(SwingSight sight)
    {
        ArgumentNullException.ThrowIfNull(sight);
        while (_metered.TryPeek(out var first) && first.At < sight.At - _limit.Within)
        {
            _metered.Dequeue();
        }

        _metered.Enqueue((sight.At, sight.MeteredMw));
        var rise = sight.MeteredMw - _metered.Min(one => one.Mw);
        var fall = _metered.Max(one => one.Mw) - sight.MeteredMw;
        return Missed(sight, rise, fall) ?? (sight.Named.IsDefault ? null : False(sight, rise, fall) ?? Named(sight));
    }

    /// <summary>Forgets what the meter showed: what it shows next is not compared with it.</summary>
    public void Forget() => _metered.Clear();

    // What machines draw and what their data sheets say differ: nothing is said about swings that are close to the limit.
    private string? Missed(SwingSight sight, double rise, double fall) =>
        !sight.IsStanding && Math.Max(rise - sight.RiseMw, fall - sight.FallMw) >= (double)_limit.Power.Value + (1.5 * _machineMw)
            ? FormattableString.Invariant($"in {_limit.Within.TotalSeconds:0} s the meter rose {rise:0.######} MW and fell {fall:0.######} MW, orders explain {sight.RiseMw:0.######} and {sight.FallMw:0.######} MW, and no alarm stands")
            : null;

    private string? False(SwingSight sight, double rise, double fall) =>
        sight.UnaskedMw + (2 * _machineMw) < (double)_limit.Power.Value
            ? FormattableString.Invariant($"an alarm is raised although of {rise:0.######} MW up and {fall:0.######} MW down in {_limit.Within.TotalSeconds:0} s only {sight.UnaskedMw:0.######} MW moved unasked")
            : null;

    private static string? Named(SwingSight sight)
    {
        var missing = sight.Seen.Except(sight.Named).ToList();
        return missing.Count > 0 && sight.Named.Length < Alarm.MostMachines
            ? $"the alarm names the machines {string.Join(", ", sight.Named)}, and {string.Join(", ", missing)} moved as well"
            : null;
    }
}
