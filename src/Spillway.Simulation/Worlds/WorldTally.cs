using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using NodaTime;

namespace Spillway.Simulation.Worlds;

/// <summary>What many worlds came to.</summary>
/// <param name="Worlds">How many ran.</param>
/// <param name="Passes">Control passes in all of them.</param>
/// <param name="Commands">Commands in all of them.</param>
/// <param name="Faults">Faults in all of them.</param>
/// <param name="Kills">Kills of the desk in all of them.</param>
/// <param name="Events">What of the rarer things happened in all of them.</param>
/// <param name="LatestSettled">The longest time from the last fault until a fleet was as wanted.</param>
/// <param name="Digest">A digest of all worlds in the order of their seeds.</param>
/// <param name="Violated">Those in which a check failed, by seed.</param>
public sealed record WorldTally(
    int Worlds, long Passes, long Commands, long Faults, long Kills, WorldEvents Events, Duration LatestSettled, string Digest, ImmutableArray<WorldResult> Violated)
{
    /// <summary>Runs worlds of seeds that follow one another, as many at a time as there are processors.</summary>
    /// <param name="firstSeed">The first seed.</param>
    /// <param name="worlds">How many.</param>
    /// <param name="size">How large each is.</param>
    /// <param name="done">Told each result as it comes; any thread.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>What they came to.</returns>
    /// <exception cref="OperationCanceledException">It was ended early.</exception>
    public static WorldTally Run(ulong firstSeed, int worlds, WorldSize size, Action<WorldResult> done, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(done);
        var results = new WorldResult[worlds];
        var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount };
        Parallel.For(0, worlds, options, index =>
        {
            results[index] = SimulatedWorld.Run(WorldSetup.Of(firstSeed + (ulong)index, size), cancellation);
            done(results[index]);
        });
        return new(
            worlds,
            results.Sum(result => (long)result.Passes),
            results.Sum(result => result.Commands),
            results.Sum(result => (long)result.Faults),
            results.Sum(result => (long)result.Kills),
            results.Aggregate(default(WorldEvents), (sum, result) => sum + result.Events),
            results.Max(result => result.SettledAfter ?? Duration.Zero),
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(results.Select(result => result.Digest)))))[..32],
            [.. results.Where(result => result.Violation is not null)]);
    }
}
