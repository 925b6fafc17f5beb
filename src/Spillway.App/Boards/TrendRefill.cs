using System.Collections.Immutable;
using Spillway.Engine;

namespace Spillway.App.Boards;

/// <summary>Puts the last hours of the desk before this one into the chart, in the background: nobody waits for it.</summary>
internal sealed class TrendRefill : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Task _work;

    /// <summary>Begins.</summary>
    /// <param name="trend">What is filled.</param>
    /// <param name="read">Reads what the earlier desk saw, oldest first.</param>
    /// <param name="say">Told where it cannot be read.</param>
    public TrendRefill(DeskTrend trend, Func<CancellationToken, Task<ImmutableArray<TrendSample>>> read, Action<string> say) =>
        _work = Task.Run(() => FillAsync(trend, read, say));

    /// <summary>Ends it; what was not read by then is not shown.</summary>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(false);
        _end.Dispose();
    }

    private async Task FillAsync(DeskTrend trend, Func<CancellationToken, Task<ImmutableArray<TrendSample>>> read, Action<string> say)
    {
        try
        {
            trend.Precede(await read(_end.Token).ConfigureAwait(false));
        }
        catch (RefusedException refusal)
        {
            say($"The chart of the last hours begins anew: {refusal.Message}");
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // Ended in order.
        }
    }
}
