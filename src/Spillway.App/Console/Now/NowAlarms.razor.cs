using Microsoft.AspNetCore.Components;
using Spillway.App.Alarms;
using Spillway.App.Console.Texts;

namespace Spillway.App.Console.Now;

/// <summary>What stands and what waits to be acknowledged, on the first page. It follows the list of alarms, not the frames: the alarms of
/// the program itself come when no frame does.</summary>
public sealed partial class NowAlarms
{
    private const int Most = 5;

    private readonly CancellationTokenSource _end = new();
    private StandingAlarms _alarms = StandingAlarms.Of(AlarmList.Empty);
    private Task _watching = Task.CompletedTask;

    [Inject]
    private AlarmDesk Desk { get; set; } = null!;

    [CascadingParameter]
    private Reader Reader { get; set; } = null!;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watching;
        _end.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        _alarms = StandingAlarms.Of(Desk.Newest);
        if (RendererInfo.IsInteractive)
        {
            _watching = WatchAsync();
        }
    }

    private async Task WatchAsync()
    {
        try
        {
            await foreach (var list in Desk.WatchAsync(_end.Token))
            {
                _alarms = StandingAlarms.Of(list);
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The page was left.
        }
    }
}
