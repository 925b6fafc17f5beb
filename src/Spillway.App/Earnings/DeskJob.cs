using NodaTime;
using Spillway.Engine;

namespace Spillway.App.Earnings;

/// <summary>Work in the background that somebody began and looks at later. Any thread.</summary>
/// <typeparam name="T">What it comes to.</typeparam>
public sealed class DeskJob<T>
    where T : class
{
    private readonly CancellationTokenSource _ending;
    private readonly Task<T> _work;

    internal DeskJob(string id, string by, Instant startedAt, (Func<WorkProgress, CancellationToken, Task<T>> Make, CancellationTokenSource Ending) work)
    {
        (Id, By, StartedAt, _ending) = (id, by, startedAt, work.Ending);
        _work = Task.Run(() => work.Make(Progress, _ending.Token), _ending.Token);
    }

    /// <summary>Its name among its kind.</summary>
    public string Id { get; }

    /// <summary>Who began it.</summary>
    public string By { get; }

    /// <summary>When it was begun, on the wall clock.</summary>
    public Instant StartedAt { get; }

    /// <summary>How far it is.</summary>
    public WorkProgress Progress { get; } = new();

    /// <summary>What became of it.</summary>
    public WorkState State => !_work.IsCompleted ? WorkState.Running
        : _work.IsCompletedSuccessfully ? WorkState.Done
        : _work.IsCanceled ? WorkState.Cancelled : WorkState.Failed;

    /// <summary>The name of the state in JSON.</summary>
    public string StateName => State.ToString().ToLowerInvariant();

    /// <summary>What it came to; null until it is done.</summary>
    public T? Result => _work.IsCompletedSuccessfully ? _work.Result : null;

    /// <summary>Why it failed; null where it did not.</summary>
    public RefusedException? Refusal => _work.Exception?.InnerException as RefusedException;

    /// <summary>What happened that nobody foresaw; null where nothing did.</summary>
    public string? Fault => _work.Exception?.InnerException is { } fault and not RefusedException ? $"{fault.GetType().Name}: {fault.Message}" : null;

    /// <summary>Ends it, where it still goes on.</summary>
    public void Cancel() => _ending.Cancel();

    /// <summary>Waits until it has ended, however it did.</summary>
    /// <param name="cancellation">Ends the wait alone.</param>
    public Task EndedAsync(CancellationToken cancellation) =>
        _work.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).WaitAsync(cancellation);
}
