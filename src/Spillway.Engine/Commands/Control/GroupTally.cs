using NodaTime;

namespace Spillway.Engine.Commands.Control;

/// <summary>What a group has drawn and produced since the running interval began; seconds, so that no sum is rounded.</summary>
/// <param name="WattSeconds">Drawn at the machines' walls, without the site's overhead.</param>
/// <param name="ProducingSeconds">Machines times seconds of production.</param>
/// <param name="RestartingSeconds">Machines times seconds that drew power and produced nothing.</param>
/// <param name="Starts">Machines that were started.</param>
public readonly record struct GroupTally(decimal WattSeconds, decimal ProducingSeconds, decimal RestartingSeconds, int Starts)
{
    /// <summary>The tally after some more time in which the group drew the same.</summary>
    internal GroupTally With(GroupDraw draw, Duration time)
    {
        var seconds = time.BclCompatibleTicks / (decimal)NodaConstants.TicksPerSecond;
        return this with
        {
            WattSeconds = WattSeconds + (draw.PowerW * seconds),
            ProducingSeconds = ProducingSeconds + (draw.Producing * seconds),
            RestartingSeconds = RestartingSeconds + (draw.Restarting * seconds),
        };
    }
}
