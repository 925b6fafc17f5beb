using NodaTime;
using Spillway.Engine.Sites.Plants;

namespace Spillway.Simulation.Worlds;

/// <summary>Keeps account that the site is told to rise and to fall no faster than its ramps. A fall that grid, stop or programme
/// ask for is free of them.</summary>
public sealed class RampBook
{
    private static readonly Duration _minute = Duration.FromMinutes(1);

    private readonly MoveWindow _rises;
    private readonly MoveWindow _falls;
    private readonly double? _upMw;
    private readonly double? _downMw;
    private readonly double _largestMw;
    private readonly double _passShare;

    /// <summary>Opens the book.</summary>
    /// <param name="plant">The plant.</param>
    public RampBook(Plant plant)
    {
        ArgumentNullException.ThrowIfNull(plant);
        (_upMw, _downMw) = ((double?)plant.Site.Limits.RampUpPerMinute?.Value, (double?)plant.Site.Limits.RampDownPerMinute?.Value);
        _largestMw = (double)plant.LargestMachine.Value;
        _passShare = Duration.Max(plant.Rules.PassPeriod, plant.Rules.Staleness.ClockStep) / _minute;
        (_rises, _falls) = (new(_minute), new(_minute));
    }

    /// <summary>Takes one pass.</summary>
    /// <param name="move">How far its commands move the site.</param>
    /// <param name="freeMw">How far it is told to fall at most by those whose orders know no ramp. Unit: MW.</param>
    /// <returns>What is wrong; null where nothing is.</returns>
    public string? Take(OrderedMove move, double freeMw)
    {
        _rises.Add(move.At, move.RiseMw, move.LargestFeedMw);
        _falls.Add(move.At, Governed(move.FallMw, freeMw, _largestMw), 0);
        return Judge("started", move.RiseMw, _rises, _upMw) ?? Judge("stopped", move.FallMw, _falls, _downMw);
    }

    /// <summary>What of a fall no order is owed: what is owed is rounded up to whole machines.</summary>
    /// <param name="fallMw">How far the site is told to fall. Unit: MW.</param>
    /// <param name="freeMw">How far of it is owed to orders that know no ramp. Unit: MW.</param>
    /// <param name="machineMw">One machine. Unit: MW.</param>
    /// <returns>Zero or more. Unit: MW.</returns>
    public static double Governed(double fallMw, double freeMw, double machineMw) => Math.Max(0, fallMw - (freeMw > 0 ? freeMw + machineMw : 0));

    // A ramp is kept up to what cannot be parted, a machine or a feed with all that comes with it, and up to the longest pass's share.
    private string? Judge(string what, double moved, MoveWindow window, double? limitMw) =>
        moved > 0 && limitMw is { } limit && window.SumMw > (limit * (1 + _passShare)) + Math.Max(_largestMw, window.LargestMw) + 1e-9
            ? FormattableString.Invariant($"{window.SumMw:0.######} MW were {what} within a minute, and the ramp is {limit:0.######} MW a minute")
            : null;
}
