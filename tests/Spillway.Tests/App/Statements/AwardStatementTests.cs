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
        string.Join(' ', _desk.Errors.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ShouldContain(says);
    }

    [Fact]
    public void Doubled_awards_count_once_and_the_statement_says_so()
    {
        _desk.AwardFile($"{Header}2024-07-01T20:00:00Z,rrs,rrs-ufr,30,6,60\n2024-07-01T20:00:00Z,rrs,rrs-ufr,30,6,60\n");

        var statement = _desk.Statement();

        statement.Charge("ancillary-award").ShouldBe(-180m);
        statement.Notes().ShouldContain("awards.csv: 1 awards stand in the file twice with the same figures: each counts once.");
    }
}
