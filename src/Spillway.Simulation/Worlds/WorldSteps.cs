using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites.Plants;

namespace Spillway.Simulation.Worlds;

/// <summary>The slow loop's edge of memory: while the disk is full it waits as long as the fail-safe table says, as the desk's own
/// does.</summary>
/// <param name="journal">What keeps the steps.</param>
/// <param name="field">What lets time pass meanwhile.</param>
/// <param name="rules">How long an unwritable journal is waited for.</param>
internal sealed class WorldSteps(WorldJournal journal, SimulatedField field, ControlRules rules) : IJournal
{
    public async ValueTask AppendAsync(Observation observation, StepRecord step, CancellationToken cancellation)
    {
        var waited = Duration.Zero;
        while (!journal.TryKeep(step))
        {
            if (rules.FailSafe.JournalUnwritable == FailSafeReaction.Stop || waited >= rules.FailSafe.JournalPatience)
            {
                throw new WorldDiskFullException();
            }

            await field.IdleAsync(feedsWatchdogs: true, cancellation).ConfigureAwait(false);
            waited += rules.PassPeriod;
        }
    }
}
