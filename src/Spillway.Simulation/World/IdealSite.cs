using System.Collections.Immutable;
using Spillway.Engine;
using Spillway.Engine.Commands;
using Spillway.Engine.Sites;

namespace Spillway.Simulation.World;

/// <summary>A site whose machines do exactly what they are told: the world of a backtest.</summary>
/// <param name="site">The site.</param>
/// <param name="before">Where its machines are before the first interval, in file order.</param>
public sealed class IdealSite(Site site, ImmutableArray<GroupState> before) : IMachines
{
    private readonly GroupState[] _groups = [.. before];

    /// <inheritdoc/>
    public ValueTask<ImmutableArray<GroupRun>> RunAsync(Decision decision, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(decision);
        var runs = ImmutableArray.CreateBuilder<GroupRun>(_groups.Length);
        for (var index = 0; index < _groups.Length; index++)
        {
            var command = decision.Commands[index];
            var run = _groups[index].Run(site.Loads[index], command.ModeIndex, command.Machines, decision.Slot.Minutes);
            _groups[index] = run.After;
            runs.Add(run);
        }

        return ValueTask.FromResult(runs.MoveToImmutable());
    }
}
