using NodaTime;
using Shouldly;
using Spillway.App.Rules;
using Spillway.Engine.Sites.Rules;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Statements;

/// <summary>Which of a zone's two prices settles what is a rule of its market's file, by date.</summary>
public sealed class ZonePairTests : IDisposable
{
    private const string Island = """
        market: island
        name: The island's pool
        time_zone: America/Chicago
        currency: USD
        intervals:
          - {kind: settlement, minutes: 15, source: "part 1"}
        settlement_points:

        """;

    private readonly SettleDesk _desk = new();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void The_programs_own_files_have_a_pair_for_the_zones_of_ERCOT_alone()
    {
        var now = Instant.FromUtc(2026, 1, 1, 0, 0);
        var pairs = RuleLibrary.OfProgram().All().Where(rules => rules.At(now).Pair() is not null).ToList();

        pairs.ShouldHaveSingleItem().Market.ShouldBe("ercot");
        pairs[0].At(now).Pair().ShouldBe(new ZonePair(SettlementPointType.ZoneEnergyWeighted, SettlementPointType.Zone));
        pairs[0].Pair(new(Instant.FromUtc(2000, 1, 1, 0, 0), Instant.FromUtc(2010, 1, 1, 0, 0))).ShouldBeNull("before the nodal market nothing is stated");
        RuleRows.Of(pairs[0].At(now), "USD").Single(row => row.Rule == "settlement_points.pair").Value.ToString().ShouldBe("metered load at LZEW, positions at LZ");
    }

    [Fact]
    public void A_market_of_ones_own_pairs_the_prices_of_a_point_whose_name_tells_no_type()
    {
        Settled("  - {label: POOL, type: zone, settles: [financial], source: s}\n  - {label: POOLW, type: zone-energy-weighted, settles: [physical], source: s}\n");

        var statement = _desk.Statement();

        statement.Charge("energy-real-time").ShouldBe(25m * (41m + 61m));
        statement.Charge("fixed-block").ShouldBe(15m * (28m - 40m + 28m - 60m));
        statement.Notes().ShouldNotContain(note => note.Contains("stands in", StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_market_turned_round_settles_load_at_the_zones_price_and_positions_at_the_other()
    {
        Settled("  - {label: POOL, type: zone, settles: [physical], source: s}\n  - {label: POOLW, type: zone-energy-weighted, settles: [financial], source: s}\n");

        var statement = _desk.Statement();

        statement.Charge("energy-real-time").ShouldBe(25m * (40m + 60m));
        statement.Charge("fixed-block").ShouldBe(15m * (28m - 41m + 28m - 61m));
    }

    [Fact]
    public void Where_one_price_settles_everything_the_other_is_left_alone_and_a_note_says_so()
    {
        Settled("  - {label: POOL, type: zone, settles: [physical, financial], source: s}\n");

        var statement = _desk.Statement();

        statement.Charge("energy-real-time").ShouldBe(25m * (40m + 60m));
        statement.Notes().ShouldContain("ISLAND@LZEW is in 'prices.csv', and the rules of market 'island' settle nothing at it: metered load and positions are priced at ISLAND.");
    }

    [Fact]
    public void A_pair_that_begins_in_the_range_holds_from_its_instant_on()
    {
        Settled(
            "  - {label: POOL, type: zone, settles: [physical, financial], source: s}\n" +
            "  - {label: POOL, from: 2024-07-01T20:15:00Z, type: zone, settles: [financial], source: s}\n" +
            "  - {label: POOLW, from: 2024-07-01T20:15:00Z, type: zone-energy-weighted, settles: [physical], source: s}\n");

        _desk.Statement().Charge("energy-real-time").ShouldBe(25m * (40m + 61m));
    }

    [Fact]
    public void A_site_that_names_the_energy_weighted_price_has_positions_at_the_zones_in_the_same_pair()
    {
        _desk.Site(SettleDesk.OneHall.Replace("LZ_WEST", "LZ_WEST@LZEW", StringComparison.Ordinal));
        _desk.PriceFile("interval_start_utc,LZ_WEST,LZ_WEST@LZEW\n2024-07-01T20:00:00Z,40,41\n2024-07-01T20:15:00Z,60,61\n");
        _desk.MeterFile(SettleDesk.Rows("main", "2024-07-01T20:00:00Z", 25, 25));

        var statement = _desk.Statement();

        statement.Charge("energy-real-time").ShouldBe(25m * (41m + 61m));
        statement.Charge("fixed-block").ShouldBe(15m * (28m - 40m + 28m - 60m));
    }

    private void Settled(string points)
    {
        Directory.CreateDirectory(_desk.At("own"));
        File.WriteAllText(_desk.At("own/island.yaml"), Island + points);
        _desk.More.AddRange(["--rules", _desk.At("own")]);
        _desk.Site(SettleDesk.OneHall.Replace("operator: ercot, settlement_point: LZ_WEST", "operator: island, settlement_point: ISLAND", StringComparison.Ordinal));
        _desk.PriceFile("interval_start_utc,ISLAND,ISLAND@LZEW\n2024-07-01T20:00:00Z,40,41\n2024-07-01T20:15:00Z,60,61\n");
        _desk.MeterFile(SettleDesk.Rows("main", "2024-07-01T20:00:00Z", 25, 25));
    }
}
