using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using NodaTime;
using Spillway.App.Alarms;
using Spillway.App.Console.Texts;
using Spillway.Engine;

namespace Spillway.App.Console.Alarms;

/// <summary>The list of alarms and what can be done with them.</summary>
public sealed partial class AlarmsPage
{
    private ImmutableArray<string> _subjects = [];
    private AlarmList _list = AlarmList.Empty;
    private AlarmRates _rates = new(0, 0, 0m, 0);
    private ImmutableArray<AlarmGroup> _rows = [];
    private ImmutableArray<AlarmEntry> _shelved = [];
    private ImmutableArray<long> _waiting = [];
    private Task _alarms = Task.CompletedTask;
    private IJSObjectReference? _module;
    private string? _refusal;
    private string _subject = "";
    private string _reason = "";
    private bool _isSoundOn;

    /// <summary>The alarms.</summary>
    [Inject]
    public AlarmDesk Alarms { get; set; } = null!;

    /// <summary>The browser.</summary>
    [Inject]
    public IJSRuntime Script { get; set; } = null!;

    /// <inheritdoc/>
    protected override bool Follows => false;

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _alarms;
    }

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        _subjects = [.. Desk.Plant.Groups.Select(static one => one.Load.Id.Text), .. Desk.Plant.Feeds.Select(static one => one.Id.Text)];
        Take(Alarms.Newest);
        if (RendererInfo.IsInteractive)
        {
            _alarms = WatchAlarmsAsync(Closed);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _module = await Script.InvokeAsync<IJSObjectReference>("import", Closed, AlarmScript.Address);
            _isSoundOn = await _module.InvokeAsync<bool>("isOn", Closed);
            StateHasChanged();
        }
    }

    private async Task WatchAlarmsAsync(CancellationToken closed)
    {
        try
        {
            await foreach (var list in Alarms.WatchAsync(closed))
            {
                Take(list);
                StateHasChanged();
            }
        }
        catch (OperationCanceledException) when (closed.IsCancellationRequested)
        {
            // The page was left.
        }
    }

    private void Take(AlarmList list)
    {
        _list = list;
        _rates = Alarms.Rates();
        _rows = AlarmGroup.Of(list.Shown);
        _shelved = [.. list.Entries.Values.Where(static one => one.State == AlarmState.Shelved)];
        _waiting = [.. list.Waiting.Select(static one => one.Number)];
    }

    private async Task TurnSoundAsync()
    {
        if (_module is not null)
        {
            _isSoundOn = await _module.InvokeAsync<bool>("turn", Closed, !_isSoundOn);
        }
    }

    // Only what this reader has seen: what came meanwhile stays unacknowledged.
    private Task AcknowledgeAsync(ImmutableArray<long> numbers) => TryAsync(() => Alarms.AcknowledgeAsync(Who, numbers, null, Closed));

    private Task ShelveAsync((long Number, Duration Time, string Reason) asked) => TryAsync(() => Alarms.ShelveAsync(Who, asked.Number, asked.Time, asked.Reason, Closed));

    private Task UnshelveAsync(long number) => TryAsync(() => Alarms.UnshelveAsync(Who, number, Closed));

    private Task PutBackAsync(string subject) => TryAsync(() => Alarms.PutBackAsync(Who, subject, Closed));

    private Task TakeOutAsync() => TryAsync(async () =>
    {
        await Alarms.TakeOutAsync(Who, _subject, _reason, Closed);
        (_subject, _reason) = ("", "");
    });

    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            _refusal = null;
            await work();
        }
        catch (RefusedException refusal)
        {
            _refusal = RefusalWords.Whole(Reader, refusal);
        }
    }
}
