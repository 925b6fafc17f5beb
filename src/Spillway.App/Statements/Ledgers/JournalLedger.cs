using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using NodaTime;
using Spillway.App.Peaks;
using Spillway.App.Records;
using Spillway.Engine;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Engine.Sites.Rules;
using Spillway.Journal;
using Spillway.Markets.Archive;
using Spillway.Markets.Metering;
using Spillway.Units;

namespace Spillway.App.Statements.Ledgers;

/// <summary>What a desk's journal knows of money: the meter of each interval, its price however late it came, and what restarting
/// machines drew, what was planned. Records are taken in their order, now and as they come.</summary>
public sealed class JournalLedger : IKnownProduction, IKnownPlans, IDisposable
{
    /// <summary>The form of a source that is a journal.</summary>
    public const string Form = "journal of a desk";

    private readonly ImmutableArray<LoadGroup> _groups;
    private readonly PartStore _parts;
    private readonly IntervalTrace _trace;
    private readonly Dictionary<Instant, LedgerInterval> _intervals = [];
    private readonly Dictionary<Instant, EnergyPrice> _prices = [];
    private readonly Dictionary<Instant, PairedPrice> _paired = [];
    private readonly Dictionary<Instant, Publication> _loads = [];
    private readonly PlanTrace _plans = new();
    private readonly IncrementalHash _digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>An empty ledger.</summary>
    /// <param name="groups">The load groups in file order.</param>
    /// <param name="interval">The length of every interval.</param>
    /// <param name="meterStale">From which age on a sample of the meter says nothing any more.</param>
    /// <param name="parts">What records refer to.</param>
    public JournalLedger(ImmutableArray<LoadGroup> groups, Duration interval, Duration meterStale, PartStore parts)
    {
        _groups = groups;
        _parts = parts;
        _trace = new(meterStale);
        Interval = interval;
    }

    /// <summary>The length of every interval.</summary>
    public Duration Interval { get; private set; }

    /// <summary>The number of the next record that is wanted.</summary>
    public long Next { get; private set; } = 1;

    /// <summary>The number of the first record that is wanted; what lies before it is about earlier times.</summary>
    public long First { get; private set; } = 1;

    /// <summary>The journal as a source of a statement: its digest is over the payloads of the records taken.</summary>
    public SourceFile Source => SourceOf(First, Next - 1, Convert.ToHexStringLower(_digest.GetCurrentHash()));

    /// <summary>Peaks of earlier years, each read for itself.</summary>
    public PeakWindows Peaks { get; } = new();

    /// <summary>The highest demands of earlier months, each read for itself.</summary>
    public MonthDemands Demands { get; } = new();

    /// <summary>Begins later in the journal; before any record is taken.</summary>
    /// <param name="number">The first record that is wanted.</param>
    public void BeginAt(long number)
    {
        Invariant.Holds(Next == First && _intervals.Count == 0);
        (First, Next) = (number, number);
    }

    /// <summary>Takes a record.</summary>
    /// <param name="record">The next in the journal's order.</param>
    public void Take(JournalRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        Next = record.Number + 1;
        _digest.AppendData(record.Payload.Span);
        switch (record.Kind)
        {
            case RecordKinds.RunStart:
                Began(RunStartCodec.Read(record.Payload));
                break;
            case RecordKinds.Step:
                var observation = StepCodec.ReadObservation(record.Payload);
                Stepped(observation, record.Number);
                _plans.Decided(observation, StepCodec.ReadDecided(record.Payload));
                break;
            case RecordKinds.Pass:
                _trace.Passed(MeterOfPass.Read(record.Payload));
                _plans.Passed(record.Payload);
                break;
        }
    }

    /// <inheritdoc/>
    public ImmutableArray<KnownGroupRun>? At(Instant start) =>
        _intervals.TryGetValue(start, out var interval) && interval.Groups.Length == _groups.Length ? interval.Groups : null;

    /// <inheritdoc/>
    public KnownPlan? PlanAt(Instant start) => _plans.At(start) is { } plan && plan.Planned.Length == _groups.Length ? plan : null;

    /// <inheritdoc/>
    public void Dispose()
    {
        _digest.Dispose();
        Peaks.Dispose();
    }

    /// <summary>Records of a journal as a source of a statement.</summary>
    internal static SourceFile SourceOf(long first, long last, string digest) =>
        new(string.Create(CultureInfo.InvariantCulture, $"journal records {first} to {last}"), digest, Form);

    /// <summary>The system's load by the hour, as far as the desk was told it; ascending.</summary>
    internal IReadOnlyCollection<Publication> Loads => [.. _loads.Values.OrderBy(static load => load.Start)];

    /// <summary>The record that ends an interval; null where there is none.</summary>
    /// <param name="start">The interval's start.</param>
    /// <returns>Its number.</returns>
    internal long? NumberOf(Instant start) => _intervals.TryGetValue(start, out var interval) ? interval.Number : null;

    /// <summary>When the first interval begins that records were taken of; null where there is none.</summary>
    internal Instant? Earliest => _intervals.Count == 0 ? null : _intervals.Keys.Min();

    /// <summary>The intervals that share a moment with a stretch of time, ascending.</summary>
    internal IEnumerable<LedgerInterval> Touching(Instant from, Instant to) =>
        _intervals.Values.Where(interval => interval.Slot.Start < to && interval.Slot.End > from).OrderBy(static interval => interval.Slot.Start);

    /// <summary>The readings of those intervals, under the name of the site's meter.</summary>
    internal IEnumerable<(Slot Slot, MeterReading Reading)> Read(string meter, Instant from, Instant to, int source) =>
        Touching(from, to).Select(interval => (interval.Slot, Reading(interval, meter, source)));

    /// <summary>The readings of a range and of some intervals before it, under the name of the site's meter.</summary>
    internal MeterReadings Readings(string meter, Slot first, (int Before, int Count) intervals, int source)
    {
        var readings = new MeterReading?[intervals.Before + intervals.Count];
        for (var index = 0; index < readings.Length; index++)
        {
            var start = first.Start + (first.Length * (index - intervals.Before));
            if (_intervals.TryGetValue(start, out var interval))
            {
                readings[index] = Reading(interval, meter, source);
            }
        }

        var estimated = readings.Skip(intervals.Before).Count(reading => reading is { Quality: ReadingQuality.Estimated });
        return new(
            ImmutableSortedDictionary<string, ImmutableArray<MeterReading?>>.Empty.Add(meter, [.. readings]),
            estimated == 0 ? [] : [new("estimated-readings", estimated, $"In {(estimated == 1 ? (Wording)$"1 interval" : $"{estimated} intervals")} the site's meter was silent for a part: what the machines themselves say stands in, as an estimate.")]);
    }

    /// <summary>The prices known by now, late ones too.</summary>
    /// <param name="point">The site's settlement point.</param>
    /// <param name="pair">The two prices of its zone by the market's rules; null where one settles everything.</param>
    internal SettlementPrices Prices(SettlementPoint point, ZonePair? pair) => new JournalPrices(Interval, Source, _prices, _paired).At(point, pair);

    private static MeterReading Reading(LedgerInterval interval, string meter, int source)
    {
        var (energy, quality) = interval.Reading;
        return new(new(meter, interval.Slot.Start, source, checked((int)interval.Number)), energy, quality);
    }

    // What became known while no desk ran stands in the history that the next one began with.
    private void Began(RunStart start)
    {
        Interval = start.Interval;
        if (_intervals.Count == 0)
        {
            return;
        }

        var history = HistoryCodec.Read(_parts.Read(start.History));
        var oldest = _intervals.Keys.Min();
        for (var index = history.Count - 1; index >= 0 && history.Start(index) >= oldest; index--)
        {
            _prices[history.Start(index)] = history.ExactPrice(index);
        }

        foreach (var price in start.Paired is { } part ? PairedCodec.Read(_parts.Read(part)).Where(price => price.Start >= oldest) : [])
        {
            _paired[price.Start] = price;
        }
    }

    private void Stepped(Observation observation, long number)
    {
        foreach (var report in observation.Frame.Prices)
        {
            _prices[report.Start] = report.Price;
        }

        foreach (var price in observation.Frame.Paired)
        {
            _paired[price.Start] = price;
        }

        foreach (var load in observation.Frame.Publications.Where(static one => one.Kind == PublicationKind.SystemLoad && one.Point == SystemLoad.Point))
        {
            _loads[load.Start] = load;
        }

        if (_trace.Open is { } open && !observation.Measured.IsEmpty)
        {
            if (observation.Frame.SettlementPrice is { } price)
            {
                _prices.TryAdd(open.Start, price);
            }

            _intervals[open.Start] = _trace.Close(Known(observation.Measured), number);
        }

        if (observation.Next is { } next)
        {
            Interval = next.Length;
            _trace.Begin(next);
        }
    }

    private ImmutableArray<KnownGroupRun> Known(ImmutableArray<GroupRun> measured) => measured.Length != _groups.Length ? [] :
    [
        .. measured.Select((run, index) => new KnownGroupRun(
            run.Energy.ToMegawattHours(),
            ExactEnergy.From(_groups[index].PowerPerMachine(run.ModeIndex), run.RestartMachineMinutes).ToMegawattHours())),
    ];
}
