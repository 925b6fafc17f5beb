using System.Collections.Immutable;
using Microsoft.AspNetCore.Components;
using NodaTime;
using Spillway.App.Console.Texts;
using Spillway.App.Journals;
using Spillway.App.Machines;
using Spillway.Engine;
using Spillway.Journal;

namespace Spillway.App.Console.Journal;

/// <summary>The journal: searched from its end, followed live, verified, taken away.</summary>
public sealed partial class JournalPage
{
    private const int RowsAtOnce = 50;
    private const int MostRows = 1_000;

    private readonly List<JournalRecord> _records = [];
    private readonly Dictionary<long, string> _sentences = [];
    private JournalQuery _query = JournalQuery.All;
    private string _kind = "";
    private string _text = "";
    private string _order = "";
    private string _machine = "";
    private DateTime? _from;
    private DateTime? _until;
    private bool _isFollowing = true;
    private bool _isReading;
    private bool _isTailing;
    private long _head;
    private long _looked;
    private long? _next;
    private long _seenTo;
    private JournalRecord? _open;
    private string? _fault;

    /// <summary>The journal.</summary>
    [Inject]
    public JournalPager Pager { get; set; } = null!;

    /// <summary>Verifies it.</summary>
    [Inject]
    public JournalCheck Check { get; set; } = null!;

    /// <summary>Who the machines are.</summary>
    [Inject]
    public MachineDirectory Directory { get; set; } = null!;

    /// <summary>From the page's address: a record to show.</summary>
    [SupplyParameterFromQuery(Name = "record")]
    public long? Record { get; set; }

    /// <summary>From the page's address: an order to look for.</summary>
    [SupplyParameterFromQuery(Name = "order")]
    public string? Sought { get; set; }

    /// <summary>All kinds that a journal may hold: the desk's, and those of what people do.</summary>
    public static ImmutableArray<string> Kinds => KnownKinds.All;

    /// <inheritdoc/>
    protected override async Task BeginAsync()
    {
        _head = Pager.Head;
        _order = Sought ?? "";
        if (Record is { } number)
        {
            _isFollowing = false;
            _next = number + 1;
        }

        _query = Query();
        await OlderAsync();
        if (Record is not null)
        {
            _open = _records.FirstOrDefault();
        }
    }

    /// <inheritdoc/>
    protected override void Framed()
    {
        _head = Pager.Head;
        if (_isFollowing && !_isReading && !_isTailing && _head > _seenTo)
        {
            _isTailing = true;
            _ = TailAsync();
        }
    }

    private async Task SearchAsync()
    {
        _records.Clear();
        _sentences.Clear();
        (_open, _next, _fault, _looked) = (null, null, null, 0);
        try
        {
            _query = Query();
        }
        catch (RefusedException refusal)
        {
            _fault = RefusalWords.Whole(Reader, refusal);
            return;
        }

        await OlderAsync();
    }

    private async Task OlderAsync()
    {
        if (_isReading)
        {
            return;
        }

        _isReading = true;
        try
        {
            var isFirst = _records.Count == 0 && _next is null;
            var head = Pager.Head;
            var page = await Pager.PageAsync(_query, _next, RowsAtOnce, Closed);
            _records.AddRange(page.Records);
            _looked += page.Looked;
            _next = _records.Count >= MostRows ? null : page.Next;
            _seenTo = isFirst ? head : _seenTo;
        }
        catch (RefusedException refusal)
        {
            _fault = RefusalWords.Whole(Reader, refusal);
            _next = null;
        }
        catch (OperationCanceledException) when (Closed.IsCancellationRequested)
        {
            // The page was left.
        }

        _isReading = false;
    }

    // What was added since comes in at the top, as much as there is room for.
    private async Task TailAsync()
    {
        try
        {
            var added = await Pager.AfterAsync(Math.Max(_seenTo, _head - RowsAtOnce), RowsAtOnce, Closed);
            foreach (var record in added.Where(_query.Wants))
            {
                _records.Insert(0, record);
            }

            if (added is [.., var last])
            {
                _seenTo = last.Number;
            }

            if (_records.Count > MostRows)
            {
                _records.RemoveRange(MostRows, _records.Count - MostRows);
                _next = _records[^1].Number;
            }
        }
        catch (RefusedException refusal)
        {
            (_fault, _isFollowing) = (RefusalWords.Whole(Reader, refusal), false);
        }
        catch (OperationCanceledException) when (Closed.IsCancellationRequested)
        {
            // The page was left.
        }

        _isTailing = false;
    }

    private JournalQuery Query() => new(
        _kind.Length == 0 ? [] : [_kind],
        At(_from),
        At(_until),
        _text.Trim(),
        _machine.Trim() is not { Length: > 0 } name ? null
            : Directory.Find(name) ?? throw new RefusedException(MachineErrors.Unknown, $"'{name}' is no machine of this site."))
    {
        Order = _order.Trim(),
    };

    private Instant? At(DateTime? local) => local is { } some ? LocalDateTime.FromDateTime(some).InZoneLeniently(Reader.Zone).ToInstant() : null;

    private void Open(JournalRecord record) => _open = _open?.Number == record.Number ? null : record;

    private string Sentence(JournalRecord record)
    {
        if (!_sentences.TryGetValue(record.Number, out var sentence))
        {
            if (_sentences.Count > 2 * MostRows)
            {
                _sentences.Clear();
            }

            _sentences[record.Number] = sentence = new RecordSentences(Reader).Of(record);
        }

        return sentence;
    }
}
