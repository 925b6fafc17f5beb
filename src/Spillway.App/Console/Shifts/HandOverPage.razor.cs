using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using Spillway.App.Accounts;
using Spillway.App.Alarms;
using Spillway.App.Composition;
using Spillway.App.Console.Texts;
using Spillway.App.ShiftLog;
using Spillway.Engine;
using Spillway.Units;

namespace Spillway.App.Console.Shifts;

/// <summary>What happened in the shift, the note for the next one, and both signatures.</summary>
public sealed partial class HandOverPage
{
    private ShiftReport _report = null!;
    private ImmutableArray<ShiftNote> _handOvers = [];
    private ImmutableArray<ShiftNote> _all = [];
    private Money? _net;
    private bool _isCounting;
    private string _text = "";
    private string? _refusal;

    /// <summary>The shift log.</summary>
    [Inject]
    public ShiftLogDesk Log { get; set; } = null!;

    /// <summary>The alarms.</summary>
    [Inject]
    public AlarmDesk Alarms { get; set; } = null!;

    /// <inheritdoc/>
    protected override bool Follows => false;

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        Load();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || !May(DeskAction.SeeMoney))
        {
            return;
        }

        _isCounting = true;
        StateHasChanged();
        try
        {
            var statement = await Desk.Statement(StatementPeriod.Today, Closed);
            _net = statement.Production - statement.Total;
        }
        catch (Exception fault) when (fault is RefusedException or OperationCanceledException)
        {
            // No statement yet, or the page was left: the card says so.
        }

        _isCounting = false;
        StateHasChanged();
    }

    private void Load()
    {
        _report = Log.Report();
        _all = Log.Search(new());

        // A hand-over that was signed just before the shift ended still waits for the incoming one.
        _handOvers = [.. _all.Where(one => one.Kind == NoteKind.HandOver && (one.Shift.Key == _report.Shift.Key || !_all.Any(other => other.To == one.Number && other.Kind == NoteKind.TakeOver)))];
    }

    private async Task SignAsync()
    {
        if (await TryAsync(() => Log.WriteAsync(Who, NoteKind.HandOver, _text, ([], null), Closed)))
        {
            _text = "";
        }
    }

    private Task<bool> DoAsync(NoteDeed deed) => TryAsync(() => deed.DoAsync(Log, Who, Closed));

    private async Task<bool> TryAsync(Func<Task> work)
    {
        try
        {
            _refusal = null;
            await work();
            Load();
            return true;
        }
        catch (RefusedException refusal)
        {
            _refusal = RefusalWords.Whole(Reader, refusal);
            return false;
        }
    }
}
