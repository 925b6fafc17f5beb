using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Spillway.App.Proofs;
using Spillway.App.Proofs.Bundles;
using Spillway.App.Proofs.Keys;
using Spillway.App.Statements;
using Spillway.App.Statements.Books;
using Spillway.Engine.Settlements.Statements;
using Spillway.Journal;
using Spillway.Units;

namespace Spillway.Tests.App.Proofs;

/// <summary>A statement of a made-up site: metered load and one block, quarter hour by quarter hour, with a journal beside it.</summary>
internal sealed class SampleProof : IDisposable
{
    public static readonly Instant Now = Instant.FromUtc(2026, 7, 3, 9, 0);
    private static readonly Instant _start = Instant.FromUtc(2026, 7, 1, 5, 0);
    private static readonly Duration _quarter = Duration.FromMinutes(15);
    private static readonly ContractId _block = new("block-1");
    private readonly int _intervals;

    public SampleProof(int intervals = 24) => _intervals = intervals;

    /// <summary>The same key in every run, so that a trial can be repeated; it signs nothing but samples.</summary>
    public SigningKey Key { get; } = OfNumber(20260701);

    public string MeterSha256 { get; init; } = new('b', 64);

    public async Task<string> Write(string path, params string[] anchors)
    {
        await Bundle.WriteAsync(path, Contents() with { Anchors = [.. anchors] }, Key, new FakeTimeProvider(Now.ToDateTimeOffset()), CancellationToken.None);
        return path;
    }

    /// <summary>Signs other contents than those that hold together: what a site would sign that cheats.</summary>
    public async Task<string> Write(string path, ProofContents contents)
    {
        await Bundle.WriteAsync(path, contents, Key, new FakeTimeProvider(Now.ToDateTimeOffset()), CancellationToken.None);
        return path;
    }

    public void Dispose() => Key.Dispose();

    public ProofContents Contents()
    {
        var input = Input();
        var statement = Of(input);
        return new(
            statement, input, JsonNode.Parse(StatementJson.Of(statement))!.AsObject(),
            new("site.yaml", new string('a', 64), [new("block-1", "fixed-block", 31, "  - kind: fixed-block\n    id: block-1\n    mw: 60\n    price_usd_per_mwh: 28   # “agreed” in März")]),
            Journal(), [new(Key.Public, Now - Duration.FromDays(9), null, null, null)])
        {
            Drawn = Drawn(input),
            Open = input.Intervals.Where(static interval => !interval.IsSettled).Select(static interval => (interval, ImmutableArray.Create(new OwedEnergy(_block, new(15m), new(28m))))),
            Versions = Versions(statement.Total),
        };
    }

    // Two versions of July; the second took back a part of what the first had said.
    private static ImmutableArray<ProvedVersion> Versions(Money total)
    {
        var initial = new BookVersion(new(2026, 7), 1, BookKind.Initial, new(2026, 7), Now - Duration.FromDays(1), "USD", total + new Money(12.5m), [], new('1', 64), "");
        var final = initial with { Number = 2, Kind = BookKind.Final, BookedAt = Now, Amount = new(-12.5m), Sha256 = new('2', 64), Before = new('a', 64) };
        return [new(initial, new('a', 64)), new(final, new('b', 64))];
    }

    // Two groups share what was metered one to two; a tenth of the second's share went into restarts.
    private static IEnumerable<DrawnInterval> Drawn(SettlementInput input) => input.Intervals.Where(interval => interval.IsSettled).Select(interval =>
    {
        var energy = interval.Reading!.Value.Energy.Value;
        var second = energy * 2m / 3m;
        return new DrawnInterval(interval, [new(new("hall-a"), new(energy / 3m), new(0m), new(106.6m)), new(new("hall-b"), new(second), new(second / 10m), new(98.25m))]);
    });

    private static GroupProduction Sum(SettlementInput input, int group)
    {
        DrawnEnergy[] drawn = [.. Drawn(input).Select(one => one.Groups[group])];
        return new(
            drawn[0].Group, new(drawn.Sum(one => one.Energy.Value)), new(drawn.Sum(one => one.Restart.Value)),
            new(drawn.Sum(one => (one.Energy.Value - one.Restart.Value) * one.Worth.Value)), EnergyGrade.Recorded);
    }

    private static SigningKey OfNumber(int number)
    {
        var secret = new byte[32];
        BitConverter.TryWriteBytes(secret, number);
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = secret });
        return SigningKey.Read(key.ExportPkcs8PrivateKeyPem());
    }

    private SettlementInput Input() => new(
        new(_start, _start + (_quarter * _intervals)),
        [.. Enumerable.Range(0, _intervals).Select(Metered)],
        ImmutableSortedDictionary<string, ImmutableArray<MeterReading?>>.Empty,
        AwardBook.Empty, _ => "ercot.yaml 4f1d…@2025-12-05",
        [new("meter.csv", MeterSha256, "meter readings"), new("prices.csv", new string('c', 64), "tidy prices")]);

    // The seventh interval is open; the price of every fifth is below zero.
    private static MeteredInterval Metered(int index)
    {
        var start = _start + (_quarter * index);
        var price = new EnergyPrice(index % 5 == 4 ? -3.17m - index : 21.035m + (index * 7.01m % 300));
        var reading = new MeterReading(new("main", start, 0, index + 2), new(16.6875m - (index * 0.3125m % 16)), ReadingQuality.Actual);
        return new(
            new(start, _quarter), new(2026, 7, 1), index == 6 ? null : reading,
            new(new("LZ_WEST@LZEW", start, 1), price), new(new("LZ_WEST", start, 1), new(price.Value - 0.01m)), 2 + (index % 5));
    }

    private static Statement Of(SettlementInput input)
    {
        var settled = input.Intervals.Where(interval => interval.IsSettled).ToList();
        ImmutableArray<GroupProduction> groups = [Sum(input, 0), Sum(input, 1)];
        var lines = settled.Select(Energy).Concat(settled.SelectMany(Block)).ToImmutableArray();
        return new(
            new("made-up-1"), "USD", input.Range, lines, new(settled.Sum(one => one.Reading!.Value.Energy.Value)), new(settled.Sum(Credit)), new(groups.Sum(group => group.Revenue.Value)),
            settled.Count, input.Intervals.Length - settled.Count, new(420m), input.Sources, [Spillway.Engine.Wording.Of("A made-up site.")])
        {
            Groups = groups,
        };
    }

    private static decimal Credit(MeteredInterval interval) =>
        Math.Max(0m, interval.Financial!.Value.Price.Value - 28m) * Math.Max(0m, 15m - interval.Reading!.Value.Energy.Value);

    private static StatementLine Energy(MeteredInterval interval)
    {
        var (reading, price) = (interval.Reading!.Value, interval.Physical!.Value);
        return new(
            new(interval.Slot.Start, ChargeKind.EnergyRealTime, null, LineComponent.Consumption, ""), interval.Slot,
            reading.Energy.Value, LineUnit.MegawattHour, price.Price.Value, new(reading.Energy.Value * price.Price.Value),
            new(reading.Id, price.Id, "ercot.yaml 4f1d…@2025-12-05", LineRounding.Exact, interval.JournalSequence));
    }

    private static IEnumerable<StatementLine> Block(MeteredInterval interval)
    {
        var price = interval.Financial!.Value;
        foreach (var (component, quantity, at, id) in new[]
        {
            (LineComponent.Purchase, 15m, 28m, new PriceId("block-1:price", interval.Slot.Start, -1)),
            (LineComponent.RealTimeValue, -15m, price.Price.Value, price.Id),
        })
        {
            yield return new(
                new(interval.Slot.Start, ChargeKind.FixedBlock, _block, component, ""), interval.Slot, quantity, LineUnit.MegawattHour, at,
                new(decimal.Round(quantity * at, 2, MidpointRounding.AwayFromZero) + 0.00m), new(null, id, "ercot.yaml 4f1d…@2025-12-05", LineRounding.CentHalfUp, interval.JournalSequence));
        }
    }

    // Records 2 to 6 of a journal of nine.
    private static JournalSegment Journal()
    {
        var records = new List<ChainedRecord>();
        var before = JournalHash.Beginning;
        for (var number = 1; number <= 9; number++)
        {
            var payload = number == 4 ? [0xff, 0x00, 0x7f] : Encoding.UTF8.GetBytes($$"""{"n":{{number}},"why":"price 30 > 28 ‑ “sell”"}""");
            var record = new JournalRecord(number, _start + Duration.FromMinutes(number), "step", 1, payload);
            var at = (_start + Duration.FromMinutes(number)).ToUnixTimeTicks() / 10;
            records.Add(new(record, before, before = ChainedRecord.HashOf(before, number, at, ("step", 1), payload)));
        }

        return new(new(9, records[^1].Record.At, before), records.Skip(1).Take(5).ToAsyncEnumerable());
    }
}
