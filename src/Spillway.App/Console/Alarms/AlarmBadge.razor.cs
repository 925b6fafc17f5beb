using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Spillway.App.Alarms;
using Spillway.App.Console.Texts;

namespace Spillway.App.Console.Alarms;

/// <summary>How many alarms nobody knows of, in the menu of every page, in the title of the browser's tab and to be heard.</summary>
public sealed partial class AlarmBadge
{
    private readonly CancellationTokenSource _end = new();
    private IJSObjectReference? _module;
    private Task _watching = Task.CompletedTask;
    private int _waiting;
    private int _critical;
    private long _newest;
    private AlarmPriority _worst;

    [CascadingParameter]
    private Reader Reader { get; set; } = null!;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _watching;
        _end.Dispose();
        if (_module is not null)
        {
            try
            {
                await _module.DisposeAsync();
            }
            catch (JSDisconnectedException)
            {
                // The browser has gone, and the module with it.
            }
        }
    }

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Take(Desk.Newest);
        if (RendererInfo.IsInteractive)
        {
            _watching = WatchAsync();
        }
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        try
        {
            _module ??= await Script.InvokeAsync<IJSObjectReference>("import", _end.Token, AlarmScript.Address);
            await _module.InvokeVoidAsync("show", _end.Token, _waiting, _critical, _newest);
        }
        catch (Exception fault) when (fault is JSDisconnectedException or OperationCanceledException)
        {
            // The page was left meanwhile.
        }
    }

    private async Task WatchAsync()
    {
        try
        {
            await foreach (var list in Desk.WatchAsync(_end.Token))
            {
                Take(list);
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (_end.IsCancellationRequested)
        {
            // The page was left.
        }
    }

    private void Take(AlarmList list)
    {
        var waiting = list.Waiting.ToList();
        var heard = waiting.Where(static one => one.IsStanding && one.Definition.Priority >= AlarmPriority.High).ToList();
        _waiting = waiting.Count;
        _worst = waiting.Select(static one => one.Definition.Priority).DefaultIfEmpty().Max();
        _critical = heard.Count(static one => one.Definition.Priority == AlarmPriority.Critical);

        // An alarm that rose again sounds again.
        _newest = heard.Select(static one => one.LastRaisedAt.ToUnixTimeMilliseconds()).DefaultIfEmpty(_newest).Max();
    }
}
