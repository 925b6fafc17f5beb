using NodaTime;
using Shouldly;
using Spillway.App.Sites.Contracts;
using Spillway.Engine.Sites.Contracts;
using Spillway.Tests.Engine.Settlements.Clauses;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Sites.Contracts;

public sealed class HourlyFileTests
{
    private const string Header = "interval_start_utc,mw\n";
    private static readonly string _site = SiteText.WithBlock("mw: 60\n    shape: file\n    file: hours.csv");

    [Fact]
    public void Each_row_holds_for_its_hour_and_outside_the_file_nothing_is_known()
    {
        var block = SiteText.Read(_site, ("hours.csv", Header + "2026-07-01T05:00:00Z,40\n2026-07-01T06:00:00Z,0\n2026-07-01T07:00:00Z,60\n")).Site.Blocks.Single();

        block.Energy(Instant.FromUtc(2026, 7, 1, 5, 45), Duration.FromMinutes(30)).ShouldBe(ExactEnergy.From(new(40m), new(15m)));
        block.Schedule!.At(Instant.FromUtc(2026, 7, 1, 7, 59)).ShouldBe(new Megawatts(60m));
        block.Known.ShouldBe(new ContractTerm(Instant.FromUtc(2026, 7, 1, 5, 0), Instant.FromUtc(2026, 7, 1, 8, 0)));
    }

    [Fact]
    public void Both_hours_that_an_autumn_night_repeats_have_a_row()
    {
        var start = Ledger.Local(2026, 11, 1);
        var rows = string.Concat(Enumerable.Range(0, 25).Select(hour => $"{start + Duration.FromHours(hour)},{hour}\n"));

        SiteText.Read(_site, ("hours.csv", Header + rows)).Site.Blocks.Single().Schedule!
            .Energy(start, Ledger.Local(2026, 11, 2) - start).ToMegawattHours().Value.ShouldBe(300m);
    }

    [Theory]
    [InlineData("start,mw\n2026-07-01T05:00:00Z,40\n", "line 1")]
    [InlineData(Header, "no row")]
    [InlineData(Header + "2026-07-01T05:00:00Z,40\n2026-07-01T07:00:00Z,40\n", "line 3")]
    [InlineData(Header + "2026-07-01T05:00:00Z,40\n2026-07-01T05:00:00Z,40\n", "line 3")]
    [InlineData(Header + "2026-07-01T05:07:00Z,40\n", "'2026-07-01T05:07:00Z'")]
    [InlineData(Header + "2026-07-01T05:00:00Z,61\n", "the contract's 60 MW")]
    [InlineData(Header + "2026-07-01T05:00:00Z,-1\n", "the contract's 60 MW")]
    [InlineData(Header + "2026-07-01T05:00:00Z,1,5\n", "3 cells")]
    [InlineData(Header + "2026-07-01T05:00:00Z,many\n", "'many'")]
    public void A_bad_file_is_refused_with_its_line_and_value(string text, string part)
    {
        var refused = SiteText.Refused(_site, ("hours.csv", text));

        refused.Code.ShouldBe(ContractErrors.HourlyFile);
        refused.Message.ShouldContain(part);
        refused.Message.ShouldContain("hours.csv");
    }
}
