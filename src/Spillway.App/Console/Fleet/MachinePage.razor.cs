using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using Spillway.App.Console.Texts;
using Spillway.App.Journals;
using Spillway.App.Machines;
using Spillway.Devices.Miners;
using Spillway.Engine;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Plants;

namespace Spillway.App.Console.Fleet;

/// <summary>One machine: how it is, who it is, what it was told and what became of it.</summary>
public sealed partial class MachinePage
{
    private const int EntriesAtOnce = 30;
    private const int MostEntries = 600;
    private const int MostRawLetters = 20_000;

    private readonly List<MachineEntry> _entries = [];
    private FleetSnapshot _fleet = null!;
    private int? _number;
    private long? _next;
    private bool _isReading;
    private bool _isAsking;
    private bool _isNew = true;
    private string? _fault;
    private string? _raw;
    private ImmutableArray<MachineSample>? _samples;

    /// <summary>From the page's address: the group.</summary>
    [Parameter]
    public string Group { get; set; } = "";

    /// <summary>From the page's address: the place in the group, from 0.</summary>
    [Parameter]
    public int Place { get; set; }

    /// <summary>The machines as they are.</summary>
    [Inject]
    public FleetWatch Watch { get; set; } = null!;

    /// <summary>Who they are.</summary>
    [Inject]
    public MachineDirectory Directory { get; set; } = null!;

    /// <summary>What the journal tells of them.</summary>
    [Inject]
    public MachineHistory History { get; set; } = null!;

    /// <summary>How they followed.</summary>
    [Inject]
    public CommandLedger Ledger { get; set; } = null!;

    /// <summary>How they followed, by firmware.</summary>
    [Inject]
    public FirmwareTruths Truths { get; set; } = null!;

    /// <summary>Reads the journal for that.</summary>
    [Inject]
    public JournalFollower Follower { get; set; } = null!;

    private string Name => string.Create(CultureInfo.InvariantCulture, $"{Group}/{Place}");

    private MachineRow Row => _fleet.Rows[_number!.Value];

    private string? Old => Row.IsStale ? "stale" : null;

    private MinerReading? Said => Row.Telemetry?.Reading;

    private int GroupIndex => Desk.Plant.GroupOfMachine[Row.Number];

    private PlantGroup PlantGroup => Desk.Plant.Groups[GroupIndex];

    private LoadGroup Load => PlantGroup.Load;

    /// <inheritdoc/>
    protected override async Task BeginAsync()
    {
        Follower.Begin();
        _fleet = Watch.Newest();
        _number = Directory.Find(Name);
        if (_number is not null)
        {
            await OlderAsync();
        }
    }

    /// <inheritdoc/>
    protected override void Framed()
    {
        var fleet = Watch.Newest();
        _isNew |= !ReferenceEquals(fleet, _fleet);
        _fleet = fleet;
    }

    /// <inheritdoc/>
    protected override bool ShouldRender()
    {
        var isNew = _isNew || _isReading || _isAsking;
        _isNew = false;
        return isNew;
    }

    private async Task OlderAsync()
    {
        if (_isReading || _entries.Count >= MostEntries)
        {
            return;
        }

        _isReading = true;
        try
        {
            var (found, next) = await History.ReadAsync(_number!.Value, _next, EntriesAtOnce, Closed);
            _entries.AddRange(found);
            _next = _entries.Count >= MostEntries ? null : next;
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
        _isNew = true;
    }

    private async Task RawAsync()
    {
        _isAsking = true;
        var rows = await RawAnswers.NewestAsync(Room.DataFolder, Directory, Row.Number, 1, Closed);
        _raw = rows is [.., var last]
            ? Reader["{0}, {1} bytes", Reader.DateTime(last.At), Reader.Number(last.Answer.Length)] + "\n" + Shown(last.Answer.Span)
            : Reader["The ring of raw answers holds none of it."];
        _isAsking = false;
        _isNew = true;
    }

    private async Task SeriesAsync()
    {
        _isAsking = true;
        var known = Directory.Inventory(Row.Number);
        _samples = known?.Address?.ToString() is { } address
            ? await Task.Run(() => MachineSeries.Read(Room.DataFolder, address, Said?.Family ?? known.Family, MachineSeries.Most), Closed)
            : [];
        _isAsking = false;
        _isNew = true;
    }

    private IEnumerable<(string Name, string? Value)> Facts()
    {
        var known = Directory.Inventory(Row.Number);
        yield return (Reader["In the inventory"], known?.Id);
        yield return (Reader["Address"], known?.Address?.ToString());
        yield return (Reader["MAC"], Said?.Mac ?? known?.Mac);
        yield return (Reader["Serial number"], known?.Serial);
        yield return (Reader["Model"], Said?.Model ?? known?.Model);
        yield return (Reader["Firmware"], string.Join(' ', new[] { Said?.Family ?? known?.Family, Said?.Firmware ?? known?.Firmware }.OfType<string>()) is { Length: > 0 } firmware ? firmware : null);
        yield return (Reader["Feed"], Directory.Feed(Row.Number));
        yield return (Reader["Fans, 1/min"], Said?.FanRpm is { IsDefaultOrEmpty: false } fans ? string.Join(", ", fans.Select(static rpm => Reader.Number(rpm))) : null);
        yield return (Reader["Runs since"], Said?.UptimeSeconds is { } seconds ? Reader.Length(NodaTime.Duration.FromSeconds(seconds)) : null);
        yield return (Reader["Complains of"], Said?.Faults is { IsDefaultOrEmpty: false } faults ? string.Join("; ", faults) : Reader["nothing"]);
        yield return (Reader["Note"], known?.Notes);
    }

    private string What(MachineEntry entry) => entry.Command is { } command
        ? Reader["told: {0}, mode {1}", MachineTexts.Of(Reader, command.Action), ModeWords.Of(Reader, Load.Modes[command.ModeIndex].Name)]
        : entry.Seen is { Power: { } watts } seen ? Reader["seen {0}, {1} W", MachineTexts.Of(Reader, seen.Condition), Reader.Number(watts.Value)]
        : Reader["seen {0}", MachineTexts.Of(Reader, entry.Seen!.Value.Condition)];

    private string Outcome(MachineEntry entry) => entry.OutcomeAt is { } at
        ? Reader["{0} after {1}", MachineTexts.Of(Reader, entry.Outcome), Reader.Length(at - entry.At)]
        : MachineTexts.Of(Reader, entry.Outcome);

    // What a device says is shown as text and steers nothing.
    private static string Shown(ReadOnlySpan<byte> answer)
    {
        var text = Encoding.UTF8.GetString(answer);
        return string.Concat(text.Take(MostRawLetters).Select(static sign => char.IsControl(sign) && sign != '\n' ? ' ' : sign));
    }
}
