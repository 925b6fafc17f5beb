using Microsoft.AspNetCore.Components;
using NodaTime;
using Spillway.App.Api;
using Spillway.App.Console.Texts;

namespace Spillway.App.Console.Layout;

/// <summary>Says on every page that stays in touch that the desk makes no passes: a desk that stands still sends no frame, and its last
/// numbers would look as if they were new.</summary>
public sealed partial class SilentNote
{
    private static readonly TimeSpan _look = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan _silent = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _end = new();
    private Task _looking = Task.CompletedTask;
    private Duration? _silentFor;

    /// <summary>What the page stands in.</summary>
    [Inject]
    public DeskRoom Room { get; set; } = null!;

    [CascadingParameter]
    private Reader Reader { get; set; } = null!;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _looking;
        _end.Dispose();
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        if (RendererInfo.IsInteractive)
        {
            Look();
            _looking = LookAsync();
        }
    }

    // How long ago the frame was made, where that is longer than any pass may take; null while passes come.
    private void Look() => _silentFor =
        Room.Wall.GetElapsedTime(Room.Board.Newest.SeenAt) is var age && age > _silent + Room.View.Plant.Rules.PassPeriod.ToTimeSpan() ? Duration.FromTimeSpan(age) : null;

    private async Task LookAsync()
    {
        using var timer = new PeriodicTimer(_look, Room.Wall);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                var before = _silentFor;
                Look();
                if (before is not null || _silentFor is not null)
                {
                    await InvokeAsync(StateHasChanged);
                }
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The page was left.
        }
    }
}
