using System.Collections.Immutable;
using NodaTime;
using Spillway.App.Events;
using Spillway.App.Journals;
using Spillway.App.Records;
using Spillway.App.Statements.Ledgers;
using Spillway.Engine.Settlements.Baselines;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Signals.Orders;
using Spillway.Journal;

namespace Spillway.App.Obligations;

/// <summary>Gathers from a journal what the site drew, interval by interval, and when programmes called. Any thread.</summary>
/// <param name="from">The first record that is wanted.</param>
/// <param name="meterStale">From which age on a sample of the meter says nothing any more.</param>
/// <param name="interval">The length of every interval, until the journal says another.</param>
/// <param name="zone">Where local days begin.</param>
internal sealed class LoadFold(long from, Duration meterStale, Duration interval, DateTimeZone zone) : IJournalFold
{
    private readonly Lock _gate = new();
    private readonly IntervalTrace _trace = new(meterStale);
    private readonly EventFold _events = new();
    private readonly Dictionary<Instant, LoadReading> _readings = [];
    private Duration _interval = interval;
    private LoadHistory? _history;

    /// <summary>What the site drew, as far as the records were taken; the same object until an interval more is over.</summary>
    public LoadHistory History
    {
        get
        {
            lock (_gate)
            {
                return _history ??= LoadHistory.Of(_readings.Values, _interval, zone);
            }
        }
    }

    /// <summary>The local days on which an order of the rank of an obligation held.</summary>
    /// <param name="now">Until when one holds that has not ended.</param>
    public ImmutableSortedSet<LocalDate> Events(Instant now) =>
    [
        .. _events.All.Where(static one => one.Order.Rank == OrderRank.Obligation).SelectMany(one =>
        {
            var (first, last) = (one.At.InZone(zone).Date, (one.End?.At ?? now).InZone(zone).Date);
            return Enumerable.Range(0, Math.Max(0, Period.DaysBetween(first, last)) + 1).Select(first.PlusDays);
        }),
    ];

    /// <inheritdoc/>
    public long From(long head) => from;

    /// <inheritdoc/>
    public void Take(JournalRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        _events.Take(record);
        lock (_gate)
        {
            switch (record.Kind)
            {
                case RecordKinds.RunStart:
                    Measured(RunStartCodec.Read(record.Payload).Interval);
                    break;
                case RecordKinds.Step:
                    Stepped(StepCodec.ReadObservation(record.Payload), record.Number);
                    break;
                case RecordKinds.Pass:
                    _trace.Passed(MeterOfPass.Read(record.Payload));
                    break;
            }
        }
    }

    private void Stepped(Engine.Signals.Observation observation, long number)
    {
        if (_trace.Open is not null && !observation.Measured.IsEmpty)
        {
            var over = _trace.Close([.. observation.Measured.Select(static run => new KnownGroupRun(run.Energy.ToMegawattHours(), Units.MegawattHours.Zero))], number);
            var (energy, quality) = over.Reading;
            if (quality != ReadingQuality.Missing)
            {
                var hours = over.Slot.Length.BclCompatibleTicks / (decimal)NodaConstants.TicksPerHour;
                (_readings[over.Slot.Start], _history) = (new(over.Slot.Start, new(energy.Value / hours)), null);
            }
        }

        if (observation.Next is { } next)
        {
            Measured(next.Length);
            _trace.Begin(next);
        }
    }

    // Days are compared interval by interval: readings of another length say nothing of these.
    private void Measured(Duration length)
    {
        if (length != _interval)
        {
            _readings.Clear();
            (_interval, _history) = (length, null);
        }
    }
}
