using Shouldly;
using Xunit;

namespace Spillway.Tests.App.Statements;

/// <summary>Awards that no contract of the site could settle are refused with their line; what is taken and a person should know is said.</summary>
public sealed class AwardStatementTests : IDisposable
{
    private const string Header = "interval_start_utc,contract,product,award_mw,price_usd_per_mwh,interval_minutes\n";

    private readonly SettleDesk _desk = new();

    public AwardStatementTests()
    {
        _desk.Site(SettleDesk.OneHall + "  - {kind: ancillary, id: rrs, product: rrs-ufr, seller: nclr, qualified_mw: 40}\n  - {kind: day-ahead, id: da}\n");
        _desk.WorkedHour(25, 25, 0, 0);
    }

    public void Dispose() => _desk.Dispose();

    [Theory]
    [InlineData("rss,rrs-ufr,30", "SW4212", "the nearest is 'rrs'")]
    [InlineData("rrs,rrs-ufr,41", "SW4213", "the load is qualified for 40 MW")]
    [InlineData("da,day-ahead,101", "SW4213", "the site can draw 100 MW")]
    [InlineData("da,day-ahead,-101", "SW4213", "the site can draw 100 MW")]
    [InlineData("da,rrs-ufr,30", "SW4214", "which is for day-ahead")]
    [InlineData("block-1,day-ahead,30", "SW4214", "which takes no awards")]
    public void An_award_that_no_contract_could_settle_is_refused(string award, string code, string says)
    {
        _desk.AwardFile($"{Header}2024-07-01T20:00:00Z,{award},6,60\n").Run().ShouldBe(1);

        _desk.Errors.ShouldContain(code);
        _desk.Errors.ShouldContain("awards.csv, line 2");
        Said.ShouldContain(says);
    }

    [Theory]
    [InlineData("-10,6,,,", "award_mw of rrs-ufr is -10 MW, and contract 'rrs' can carry from 0 to 40 MW")]
    [InlineData("30,6,41,5,", "rt_award_mw of rrs-ufr is 41 MW")]
    [InlineData("30,6,-5,5,", "rt_award_mw of rrs-ufr is -5 MW")]
    [InlineData("30,6,30,5,-4", "deployed_mw of rrs-ufr is -4 MW")]
    [InlineData("30,6,30,5,41", "deployed_mw of rrs-ufr is 41 MW")]
    public void Capacity_that_no_load_has_is_refused_in_whichever_column_it_stands(string award, string says)
    {
        _desk.AwardFile($"interval_start_utc,contract,product,award_mw,price_usd_per_mwh,rt_award_mw,rt_price_usd_per_mwh,deployed_mw,interval_minutes\n2024-07-01T20:00:00Z,rrs,rrs-ufr,{award},60\n");

        _desk.Run().ShouldBe(1);

        Said.ShouldContain("SW4213");
        Said.ShouldContain("awards.csv, line 2: " + says);

        _desk.Command("headroom", _desk.At("site.yaml"), "--awards", _desk.At("awards.csv"), "--from", "2024-07-01", "--to", "2024-07-02").ShouldBe(1);
        Said.ShouldContain(says);
    }

    [Fact]
    public void Energy_sold_ahead_is_a_negative_award_and_stays_one() =>
        _desk.AwardFile($"{Header}2024-07-01T20:00:00Z,da,day-ahead,-30,60,60\n").Statement().Charge("day-ahead").ShouldNotBe(0m);

    [Fact]
    public void Doubled_awards_count_once_and_the_statement_says_so()
    {
        _desk.AwardFile($"{Header}2024-07-01T20:00:00Z,rrs,rrs-ufr,30,6,60\n2024-07-01T20:00:00Z,rrs,rrs-ufr,30,6,60\n");

        var statement = _desk.Statement();

        statement.Charge("ancillary-award").ShouldBe(-180m);
        statement.Notes().ShouldContain("awards.csv: 1 awards stand in the file twice with the same figures: each counts once.");
    }

    private string Said => string.Join(' ', _desk.Errors.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
