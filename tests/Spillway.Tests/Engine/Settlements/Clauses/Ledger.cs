using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Settlements.Clauses;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Sites.Contracts;

namespace Spillway.Tests.Engine.Settlements.Clauses;

/// <summary>Builds what a clause settles, interval by interval, and settles it.</summary>
internal sealed class Ledger
{
    public static readonly DateTimeZone Central = DateTimeZoneProviders.Tzdb["America/Chicago"];

    private readonly List<MeteredInterval> _intervals = [];
    private readonly List<MeteredInterval> _earlier = [];
    private readonly List<AwardRow> _awards = [];
    private readonly Dictionary<string, MeterReading?[]> _subMeters = [];

    /// <summary>Intervals of one length from a local midnight on.</summary>
    public static Ledger Days(LocalDate from, LocalDate to, Func<Instant, decimal?> energy, Func<Instant, decimal?> price, int minutes = 15)
    {
        var ledger = new Ledger();
        var (start, end) = (Central.AtStartOfDay(from).ToInstant(), Central.AtStartOfDay(to).ToInstant());
        for (var at = start; at < end; at += Duration.FromMinutes(minutes))
        {
            ledger.Add(at, energy(at), price(at), minutes: minutes);
        }

        return ledger;
    }

    public static Instant Local(int year, int month, int day, int hour = 0, int minute = 0) =>
        new LocalDateTime(year, month, day, hour, minute).InZoneLeniently(Central).ToInstant();

    public Ledger Add(Instant at, decimal? energy, decimal? physical, decimal? financial = null, int minutes = 15)
    {
        _intervals.Add(Interval(at, energy, physical, financial, minutes, _intervals.Count + 2));
        return this;
    }

    public Ledger Earlier(Instant at, decimal energy, int minutes = 15)
    {
        _earlier.Add(Interval(at, energy, null, null, minutes, _earlier.Count + 2));
        return this;
    }

    public Ledger Award(AwardRow row)
    {
        _awards.Add(row);
        return this;
    }

    public Ledger SubMeter(string meter, params decimal?[] energies)
    {
        _subMeters[meter] = [.. energies.Select((energy, index) => energy is { } counted
            ? new MeterReading(new(meter, _intervals[index].Slot.Start, 1, index + 2), new(counted), ReadingQuality.Actual)
            : (MeterReading?)null)];
        return this;
    }

    public SettlementInput Input() => new(
        new(_intervals[0].Slot.Start, _intervals[^1].Slot.End),
        [.. _intervals],
        _subMeters.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value.ToImmutableArray(), StringComparer.Ordinal),
        new([.. _awards]),
        _ => "rules",
        []) { Earlier = [.. _earlier] };

    public IReadOnlyList<StatementLine> Settle(IContract contract, params IContract[] before)
    {
        var site = new Spillway.Engine.Sites.Site(new("site"), new(new(1000m), null, null), [], [.. before, contract]);
        var lines = new List<StatementLine>();
        ContractClauses.Of(site).Single(clause => clause.Id == contract.Id).Settle(Input(), lines);
        return lines;
    }

    private static MeteredInterval Interval(Instant at, decimal? energy, decimal? physical, decimal? financial, int minutes, int row) => new(
        new(at, Duration.FromMinutes(minutes)),
        at.InZone(Central).Date,
        energy is { } counted ? new(new("main", at, 0, row), new(counted), ReadingQuality.Actual) : null,
        physical is { } zone ? new(new("LZ_WEST@LZEW", at, 1), new(zone)) : null,
        (financial ?? physical) is { } position ? new(new("LZ_WEST", at, 1), new(position)) : null,
        null);
}
