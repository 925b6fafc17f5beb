using Shouldly;
using Spillway.Markets.Files;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Markets.Files;

public sealed class ParquetTests
{
    [Fact]
    public void Tidy_and_gridstatus_files_are_read_like_their_text()
    {
        using var folder = new TestFolder();
        var wide = folder.One(BuiltParquet.Of(folder, BuiltParquet.Wide));
        wide.Source.Form.ShouldBe("tidy Parquet, wide");
        wide.Values("LZ_WEST").ShouldBe([21.1m, 22.25m]);
        wide.Values("HB_NORTH").ShouldBe([-3m]);

        var typed = folder.One(BuiltParquet.Of(folder, BuiltParquet.Long));
        typed.Source.Form.ShouldBe("tidy Parquet, long");
        typed.Columns.Select(column => column.Key.Point.Type).ShouldBe([SettlementPointType.Zone, SettlementPointType.ZoneEnergyWeighted]);

        var pairs = folder.One(BuiltParquet.Of(folder, BuiltParquet.Gridstatus));
        pairs.Source.Form.ShouldBe("Parquet, gridstatus");
        pairs.Values("LZ_WEST").ShouldBe([21.1m, 7m]);
        pairs.Findings.ShouldHaveSingleItem().Kind.ShouldBe("unresolved-pairs");
    }

    [Theory]
    [InlineData("SELECT 1::INTEGER AS interval_start_utc, 2.0::DOUBLE AS LZ_WEST", "SW2019", "column 'interval_start_utc': its type is INTEGER")]
    [InlineData("SELECT '2023-01-01T06:00:00Z' AS interval_start_utc, TRUE AS LZ_WEST", "SW2019", "column 'LZ_WEST': its type is BOOLEAN")]
    [InlineData("SELECT '2023-01-01T06:00:00Z' AS interval_start_utc, [1.5] AS LZ_WEST", "SW2019", "column 'LZ_WEST'")]
    [InlineData("SELECT '2023-01-01T06:00:00Z' AS interval_start_utc, 7 AS settlement_point, 1.0::DOUBLE AS price", "SW2019", "column 'settlement_point': its type is INTEGER")]
    [InlineData("SELECT '2023-01-01T06:00:00Z' AS interval_start_utc, 'cheap' AS LZ_WEST", "SW2006", "'cheap' is not a number")]
    [InlineData("SELECT '2023-01-01T06:00:00Z' AS interval_start_utc, 'nan'::DOUBLE AS LZ_WEST", "SW2006", "'NaN' is not a number")]
    [InlineData("SELECT '2023-01-01T06:00:00Z' AS interval_start_utc, 'inf'::FLOAT AS LZ_WEST", "SW2006", "is not a number")]
    [InlineData("SELECT NULL::TIMESTAMP AS interval_start_utc, 1.0::DOUBLE AS LZ_WEST", "SW2007", "the interval's start is missing")]
    [InlineData("SELECT 'yesterday' AS interval_start_utc, 1.0::DOUBLE AS LZ_WEST", "SW2003", "yesterday")]
    [InlineData("SELECT TIMESTAMP '9999-01-01 00:00:00' AS interval_start_utc, 1.0::DOUBLE AS LZ_WEST", "SW2007", "1990 to 2099")]
    [InlineData("SELECT '2023-01-01T06:00:00Z' AS interval_start_utc, NULL::VARCHAR AS settlement_point, 1.0::DOUBLE AS price", "SW2016", "cannot be the name")]
    [InlineData("SELECT 1 AS a", "SW2002", "begins with")]
    public void A_file_with_other_columns_is_refused(string query, string code, string named)
    {
        using var folder = new TestFolder();
        var refusal = Should.Throw<Spillway.Engine.RefusedException>(() => folder.Read(BuiltParquet.Of(folder, query)));
        refusal.Code.Id.ShouldBe(code, refusal.Message);
        refusal.Message.ShouldContain("x.bin");
        refusal.Message.ShouldContain(named);
    }

    [Fact]
    public void A_file_that_was_cut_is_refused()
    {
        using var folder = new TestFolder();
        var whole = BuiltParquet.Of(folder, BuiltParquet.Wide);
        foreach (var length in new[] { 4, 9, whole.Length / 2, whole.Length - 5, whole.Length - 1 })
        {
            folder.Refused(whole[..length], MarketFileErrors.Truncated);
        }
    }
}
