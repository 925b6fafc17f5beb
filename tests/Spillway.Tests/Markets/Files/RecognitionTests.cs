using Shouldly;
using Spillway.Markets.Files;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Markets.Files;

/// <summary>A form is known by what is in the file: every one of these is called x.bin.</summary>
public sealed class RecognitionTests
{
    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Built.Forms().Count())];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Every_form_is_recognised_whatever_the_file_is_called(int number)
    {
        var (form, bytes) = Built.Forms().ElementAt(number);
        using var folder = new TestFolder();

        var read = folder.Read(bytes);

        read.ShouldAllBe(part => part.Source.Form == form);
        read.ShouldAllBe(part => part.Source.Name == "x.bin");
        read.Sum(part => part.Columns.Length + part.Findings.Length).ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("Once upon a time, there was a price.\n", "it begins 'Once upon a time, there was a price.'")]
    [InlineData("datetime,node,SP15\n2023-01-12 08:00:00,TH_NP15,137.8\n", "it begins 'datetime,node,SP15'")]
    [InlineData("{\"hello\":1}", "it begins '{\"hello\":1}'")]
    [InlineData("[1,2]", "it begins '[1,2]'")]
    [InlineData("\u0001\u0002\u0003\u0004", "it begins with the bytes 01020304")]
    public void Unknown_content_is_refused_with_what_it_begins_with(string text, string seen)
    {
        using var folder = new TestFolder();
        folder.Refused(text, MarketFileErrors.UnknownForm).ShouldContain(seen);
    }

    [Fact]
    public void A_tidy_header_may_be_quoted_and_a_byte_order_mark_is_not_part_of_it()
    {
        using var folder = new TestFolder();
        var file = folder.One("\uFEFF\"interval_start_utc\",\"LZ_WEST\"\r\n2023-01-01T06:00:00Z, 1.5 \r\n2023-01-01 06:15:00+00:00,2\r\n");
        file.Values("LZ_WEST").ShouldBe([1.5m, 2m]);
    }

    [Fact]
    public void The_type_of_a_point_is_part_of_its_key_in_every_form_that_tells_it()
    {
        using var folder = new TestFolder();
        foreach (var bytes in new[] { Built.RealTimeBook(), Built.Text(Built.ApiJson), Built.Text(Built.TidyTyped) })
        {
            folder.One(bytes).Columns.Select(column => column.Key.Point.Type)
                .ShouldBe([SettlementPointType.Zone, SettlementPointType.ZoneEnergyWeighted]);
        }
    }

    [Fact]
    public void Unlabelled_hourly_prices_of_ercot_points_are_day_ahead_whichever_way_they_are_sorted()
    {
        using var folder = new TestFolder();
        var up = folder.One("interval_start_utc,HB_NORTH\n2023-01-01T06:00:00Z,1\n2023-01-01T07:00:00Z,2\n");
        var down = folder.One("interval_start_utc,HB_NORTH\n2023-01-01T07:00:00Z,2\n2023-01-01T06:00:00Z,1\n");
        up.Columns[0].Key.Product.ShouldBe(Spillway.Markets.Product.DayAheadPrice);
        down.Columns[0].Key.ShouldBe(up.Columns[0].Key);
        down.Columns[0].Values.ShouldBe([1m, 2m]);
    }

    [Fact]
    public void A_hash_price_follows_from_coin_metrics_figures()
    {
        using var folder = new TestFolder();
        // (937.5 + 20) × 16,500 USD a day over 250,000 PH/s.
        folder.One(Built.CoinMetricsCsv).Values("BTC")[0].ShouldBe(63.195m);
    }
}
