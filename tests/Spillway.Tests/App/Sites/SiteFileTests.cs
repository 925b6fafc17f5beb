using System.Text;
using CsCheck;
using Shouldly;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Sites;
using Spillway.Simulation.Backtest;
using Spillway.Tests.App.Cli;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Sites;

public sealed class SiteFileTests : IDisposable
{
    private const string Marks = ":-[]{}#&*!|>'\"%@`,? \t\n0.9~";

    private const string Least = """
        site: small
        time_zone: Europe/Berlin
        currency: EUR
        market: {operator: epex, settlement_point: DE-LU}
        interconnection: {import_limit_mw: 5}
        loads:
          - {id: a, kind: miner, machines: 1000, power_w: 3000, value_eur_per_mwh: 70}

        """;

    private readonly Screen _screen = new();

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void A_whole_file_is_read_as_it_is_written()
    {
        var site = Read(BadSiteFiles.Good);

        site.Site.Id.Text.ShouldBe("dadu-1");
        site.Name.ShouldBe("Dadu One");
        site.TimeZone.Id.ShouldBe("America/Chicago");
        site.Currency.ShouldBe("USD");
        site.Operator.ShouldBe("ercot");
        site.SettlementPoint.ShouldBe(new SettlementPoint("LZ_WEST", SettlementPointType.Zone));
        site.Site.Limits.ShouldBe(new(new(120m), new Megawatts(600m), new Megawatts(60m)));
        site.Hashprice.ShouldBe(new Hashprice(55m));
        site.Policy.ShouldBe("look-ahead");
        site.Knowledge.ShouldBe(Knowledge.Previous);
        var hall = site.Site.Loads[0];
        hall.Machines.ShouldBe(12000);
        hall.Modes.Select(mode => $"{mode.Name} {mode.Power} {mode.HashRate}").ShouldBe(["off 0 0", "normal 3010 140"]);
        hall.NormalModeIndex.ShouldBe(1);
        hall.OverheadRatio.ShouldBe(new Ratio(1.05m));
        hall.RestartTime.ShouldBe(new Minutes(10m));
        hall.Value.ShouldBeNull();
        hall.PoolFee.ShouldBe(new Ratio(0.01m));
        var gpus = site.Site.Loads[1];
        gpus.Modes.Select(mode => $"{mode.Name} {mode.Power}").ShouldBe(["off 0", "normal 10200", "capped 7000"]);
        gpus.Value.ShouldBe(new EnergyPrice(1060m));
        gpus.PoolFee.ShouldBe(Ratio.Zero, "the pool takes nothing of a value of its own");
        site.Site.Contracts.ShouldBe([new FixedBlock(new("block-1"), new(60m), new(28m))]);
    }

    [Fact]
    public void What_is_left_out_has_its_documented_default()
    {
        var site = Read(Least);

        site.Name.ShouldBe("small");
        site.Site.Limits.ShouldBe(new(new(5m), null, null));
        site.Site.Blocks.ShouldBeEmpty();
        site.Hashprice.ShouldBeNull();
        site.Policy.ShouldBe("look-ahead");
        site.Knowledge.ShouldBe(Knowledge.Previous);
        var group = site.Site.Loads[0];
        group.OverheadRatio.ShouldBe(new Ratio(1m));
        group.RestartTime.ShouldBe(Minutes.Zero);
        group.MinimumUpTime.ShouldBe(Minutes.Zero);
        group.MinimumDownTime.ShouldBe(Minutes.Zero);
        group.WearPerStart.ShouldBe(Money.Zero);
        group.Modes.Select(mode => $"{mode.Name} {mode.Power}").ShouldBe(["off 0", "normal 3000"]);
        group.Value.ShouldBe(new EnergyPrice(70m));
    }

    [Theory]
    [InlineData("model: antminer-s19-xp", "140 TH/s 3010 W")]
    [InlineData("model: antminer-s19-xp, power_w: 3075", "140 TH/s 3075 W")]
    [InlineData("model: antminer-s19-xp, hashrate_th_per_s: 138.5", "138.5 TH/s 3010 W")]
    public void Numbers_beside_a_model_stand_instead_of_the_catalogues(string keys, string expected)
    {
        var normal = Read(Least.Replace("power_w: 3000", keys, StringComparison.Ordinal)).Site.Loads[0].Modes[1];

        $"{normal.HashRate} TH/s {normal.Power} W".ShouldBe(expected);
    }

    [Fact]
    public void An_entry_named_normal_is_normal_mode_wherever_it_stands()
    {
        var text = Least.Replace("power_w: 3000", "modes: [{mode: low, power_w: 2000}, {mode: normal, power_w: 3000}]", StringComparison.Ordinal);

        var group = Read(text).Site.Loads[0];

        group.Modes.Select(mode => mode.Name).ShouldBe(["off", "low", "normal"]);
        group.NormalModeIndex.ShouldBe(2);
    }

    [Theory]
    [InlineData("\uFEFF", "\n")]
    [InlineData("", "\r\n")]
    [InlineData("---\n", "\n")]
    [InlineData("# a comment\n\n", "\n")]
    public void Marks_line_ends_and_comments_of_other_editors_are_no_matter(string before, string lineEnd) =>
        Read(before + BadSiteFiles.Good.Replace("\n", lineEnd, StringComparison.Ordinal)).Site.Loads.Length.ShouldBe(2);

    [Theory]
    [InlineData("LZ_WEST", "LZ_WEST", SettlementPointType.Zone)]
    [InlineData("LZ_WEST@LZEW", "LZ_WEST", SettlementPointType.ZoneEnergyWeighted)]
    [InlineData("HB_WEST", "HB_WEST", SettlementPointType.Hub)]
    [InlineData("DADU_RN", "DADU_RN", SettlementPointType.Unknown)]
    public void A_settlement_point_tells_its_type_by_its_name(string written, string name, SettlementPointType type) =>
        Read(BadSiteFiles.Good.Replace("LZ_WEST", written, StringComparison.Ordinal)).SettlementPoint.ShouldBe(new SettlementPoint(name, type));

    /// <summary>Found by the random damage below, seeds 50riaBgvCc09 and b7VbBvNs2Cy1: YAML takes a key with a tag for
    /// another key, and the library fails on a tag that is no address.</summary>
    [Theory]
    [InlineData("! ")]
    [InlineData("!!['")]
    [InlineData("!!str ")]
    public void A_tag_before_a_key_is_refused_with_its_place(string tag)
    {
        var line = BadSiteFiles.Good.Split('\n').First(one => one.Contains("power_w:", StringComparison.Ordinal));
        var again = line.Replace("power_w:", tag + "power_w:", StringComparison.Ordinal);

        var refusal = Should.Throw<RefusedException>(() => Read(BadSiteFiles.Good.Replace(line, $"{line}\n{again}", StringComparison.Ordinal)));

        refusal.Code.ShouldBe(SiteFileErrors.Syntax);
        refusal.Message.ShouldContain("line ");
    }

    /// <summary>Whatever happens to a file on the way, it is read or refused; nothing else ever comes out.</summary>
    [Fact]
    public void A_damaged_file_is_read_or_refused_and_nothing_else()
    {
        var good = Encoding.UTF8.GetBytes(BadSiteFiles.Good);
        var path = Path.Combine(_screen.Folder, "site.yaml");
        var damage = Gen.Select(Gen.Int[0, good.Length - 1], Gen.Int[0, 40], Gen.OneOf(Gen.Byte, Gen.Int[0, Marks.Length - 1].Select(index => (byte)Marks[index])).Array[0, 6]);

        damage.Array[1, 4].Sample(
            cuts =>
            {
                var bytes = good.ToList();
                foreach (var (at, length, inserted) in cuts)
                {
                    var from = Math.Min(at, bytes.Count);
                    bytes.RemoveRange(from, Math.Min(length, bytes.Count - from));
                    bytes.InsertRange(from, inserted);
                }

                File.WriteAllBytes(path, [.. bytes]);
                try
                {
                    SiteFile.Read(path).Site.Loads.ShouldNotBeEmpty();
                }
                catch (RefusedException refusal)
                {
                    refusal.Message.ShouldStartWith(path);
                }
            },
            iter: 400,
            threads: 1);
    }

    private SiteDefinition Read(string text) => SiteFile.Read(_screen.Write("site.yaml", text));
}
