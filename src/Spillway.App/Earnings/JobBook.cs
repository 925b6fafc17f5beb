using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using Spillway.App.Accounts;
using Spillway.Engine;

namespace Spillway.App.Earnings;

/// <summary>The works of one kind that go on in the background, and the last that have ended. Any thread.</summary>
/// <typeparam name="T">What they come to.</typeparam>
/// <param name="wall">The wall clock.</param>
/// <param name="forget">Told of a work that is no longer kept: what it left on the disk goes with it.</param>
public sealed class JobBook<T>(TimeProvider wall, Action<string> forget) : IDisposable
    where T : class
{
    /// <summary>How many go on at once at most.</summary>
    public const int MostRunning = 2;

    /// <summary>How many are kept.</summary>
    public const int MostKept = 8;

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _end = new();
    private ImmutableList<DeskJob<T>> _jobs = [];
    private int _last;

    /// <summary>All that are kept, the newest first.</summary>
    public ImmutableList<DeskJob<T>> All => Volatile.Read(ref _jobs);

    /// <summary>Begins one.</summary>
    /// <param name="who">Who wants it.</param>
    /// <param name="make">Does it, told its name.</param>
    /// <returns>It.</returns>
    /// <exception cref="RefusedException"><see cref="EarningsErrors.TooMuchWork"/>.</exception>
    public DeskJob<T> Start(Actor who, Func<string, WorkProgress, CancellationToken, Task<T>> make)
    {
        ArgumentNullException.ThrowIfNull(who);
        lock (_gate)
        {
            if (_jobs.Count(static job => job.State == WorkState.Running) >= MostRunning)
            {
                throw new RefusedException(EarningsErrors.TooMuchWork, $"{MostRunning} works of this kind go on already.");
            }

            var id = (++_last).ToString(CultureInfo.InvariantCulture);
            var job = new DeskJob<T>(
                id, who.Name, Instant.FromDateTimeOffset(wall.GetUtcNow()), ((progress, ending) => make(id, progress, ending), CancellationTokenSource.CreateLinkedTokenSource(_end.Token)));
            var jobs = _jobs.Insert(0, job);
            foreach (var old in jobs.Where(static one => one.State != WorkState.Running).Skip(MostKept - 1).ToList())
            {
                jobs = jobs.Remove(old);
                forget(old.Id);
            }

            Volatile.Write(ref _jobs, jobs);
            return job;
        }
    }

    /// <summary>One of them.</summary>
    /// <param name="id">Its name.</param>
    /// <returns>It.</returns>
    /// <exception cref="RefusedException"><see cref="EarningsErrors.NoSuchWork"/>.</exception>
    public DeskJob<T> Find(string id) => All.Find(job => job.Id == id) ?? throw new RefusedException(EarningsErrors.NoSuchWork, $"'{id}' is none of {All.Count}.");

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }
}
