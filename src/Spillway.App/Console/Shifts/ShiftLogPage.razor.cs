using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using NodaTime;
using Spillway.App.Console.Texts;
using Spillway.App.ShiftLog;
using Spillway.Engine;

namespace Spillway.App.Console.Shifts;

/// <summary>The shift log: instructions on top, then entries shift by shift.</summary>
public sealed partial class ShiftLogPage
{
    private ImmutableArray<ShiftNote> _pinned = [];
    private ImmutableArray<ShiftNote> _notes = [];
    private ImmutableArray<ShiftDay> _days = [];
    private Shift _running = null!;
    private NoteKind _kind = NoteKind.Note;
    private string _text = "";
    private string _links = "";
    private string _words = "";

    // What stands there now was found by: nothing moves under a hand that is on its way from the words to the button.
    private string _searched = "";
    private string? _refusal;
    private bool _isMore;

    /// <summary>The shift log.</summary>
    [Inject]
    public ShiftLogDesk Log { get; set; } = null!;

    /// <summary>One entry, with what was added to it; null for all.</summary>
    [SupplyParameterFromQuery(Name = "number")]
    public long? Number { get; set; }

    /// <inheritdoc/>
    protected override bool Follows => false;

    private Instant Now => Instant.FromDateTimeOffset(Desk.Time.GetUtcNow());

    /// <inheritdoc/>
    protected override Task BeginAsync()
    {
        Load();
        return Task.CompletedTask;
    }

    private void Clear()
    {
        (_words, Number) = ("", null);
        Load();
    }

    private void Load()
    {
        _running = Log.Running;
        _searched = _words;
        _pinned = Log.Search(new() { IsPinned = true });
        Show(Log.Search(Wanted(null)));
    }

    private Task OlderAsync()
    {
        Show(_notes.AddRange(Log.Search(Wanted(_notes[^1].Number))));
        return Task.CompletedTask;
    }

    private NoteSearch Wanted(long? before) => new() { Text = _searched, Number = Number, Before = before };

    private void Show(ImmutableArray<ShiftNote> notes)
    {
        _isMore = notes.Length > 0 && notes.Length % NoteSearch.MostEntries == 0;
        _notes = notes;
        _days = ShiftDay.Of(Whole(notes));
    }

    // What was added to an entry need not say the words that the entry was found by.
    private ImmutableArray<ShiftNote> Whole(ImmutableArray<ShiftNote> notes) => _searched.Length == 0 ? notes
        : [.. notes.Concat(notes.Where(static one => one.To is null).SelectMany(one => Log.Search(new() { Number = one.Number }))).DistinctBy(static one => one.Number).OrderByDescending(static one => one.Number)];

    private async Task WriteAsync()
    {
        if (await TryAsync(() => Log.WriteAsync(Who, _kind, _text, (NoteLink.Parse(_links), null), Closed)))
        {
            (_text, _links, _kind) = ("", "", NoteKind.Note);
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
