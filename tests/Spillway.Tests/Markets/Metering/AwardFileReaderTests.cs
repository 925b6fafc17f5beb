using Shouldly;
using Spillway.Engine;
using Spillway.Markets.Metering;
using Xunit;

namespace Spillway.Tests.Markets.Metering;

/// <summary>Awards files that are refused, each by its code, with file, line and value.</summary>
public sealed class AwardFileReaderTests : IDisposable
{
    private const string Header = "interval_start_utc,contract,product,award_mw,price_usd_per_mwh,interval_minutes\n";

    private readonly TestFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("interval_start_utc,contract,product,award_mw,price_eur_per_mwh\n", "SW2331", "'price_usd_per_mwh' is missing")]
    [InlineData("interval_start_utc,contract,product,award_mw,price_usd_per_mwh,note\n", "SW2331", "'note' is no column")]
    [InlineData("interval_start_utc,contract,product,award_mw,award_mw,price_usd_per_mwh\n", "SW2331", "a column stands there twice")]
    [InlineData(Header + "2024-07-01T20:00:00Z,,ecrs,30,6,60\n", "SW2332", "the contract or the product is blank")]
    [InlineData(Header + "2024-07-01T20:00:00Z,rrs,,30,6,60\n", "SW2332", "the contract or the product is blank")]
    [InlineData(Header + "2024-07-01T20:00:00Z,rrs,ecrs,,6,60\n", "SW2332", "award_mw is blank")]
    [InlineData(Header + "2024-07-01T20:00:00Z,rrs,ecrs,30,,60\n", "SW2332", "the price is blank")]
    [InlineData(Header + "2024-07-01T20:00:00Z,rrs,ecrs,30,6,25\n", "SW2333", "lasts 25 minutes")]
    [InlineData(Header + "2024-07-01T20:00:00Z,rrs,ecrs,30,6,0\n", "SW2333", "lasts 0 minutes")]
    [InlineData(Header + "2024-07-01T20:00:00Z,rrs,ecrs,30,6,60\n2024-07-01T20:30:00Z,rrs,ecrs,30,6,30\n", "SW2334", "overlaps line 2")]
    [InlineData(Header + "2024-07-01T20:00:00Z,rrs,ecrs,30,6,60\n2024-07-01T20:00:00Z,rrs,ecrs,31,6,60\n", "SW2334", "overlaps line 2")]
    [InlineData(Header + "2024-07-01T20:10:00Z,rrs,ecrs,30,6,15\n", "SW2335", "15 minutes starts at 2024-07-01T20:10:00Z")]
    public void A_wrong_file_is_refused_by_its_code(string text, string code, string says)
    {
        var path = _folder.Write("awards.csv", text);

        var refusal = Should.Throw<RefusedException>(() => AwardFileReader.Read(path, "USD", TestContext.Current.CancellationToken));

        refusal.Code.Id.ShouldBe(code, refusal.Message);
        refusal.Message.ShouldContain("awards.csv");
        refusal.Message.ShouldContain(says);
    }

    [Fact]
    public void Prices_are_in_the_sites_currency_and_doubled_rows_count_once_and_are_told()
    {
        var path = _folder.Write("awards.csv", Header.Replace("usd", "eur", StringComparison.Ordinal) + "2024-07-01T20:00:00Z,rrs,ecrs,30,6,60\n2024-07-01T20:00:00Z,rrs,ecrs,30,6,60\n");

        var file = AwardFileReader.Read(path, "EUR", TestContext.Current.CancellationToken);

        file.Rows.ShouldHaveSingleItem().Row.ShouldBe(2);
        file.Findings.ShouldHaveSingleItem().Count.ShouldBe(1);
    }
}
