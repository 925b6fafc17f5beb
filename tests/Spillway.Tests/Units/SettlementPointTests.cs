using Shouldly;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Units;

public sealed class SettlementPointTests
{
    [Theory]
    [InlineData("LZ_WEST", "LZ_WEST", SettlementPointType.Zone)]
    [InlineData("LZ_WEST@LZEW", "LZ_WEST", SettlementPointType.ZoneEnergyWeighted)]
    [InlineData("HB_NORTH", "HB_NORTH", SettlementPointType.Hub)]
    [InlineData("SP15", "SP15", SettlementPointType.Unknown)]
    public void A_column_name_tells_the_point_and_is_written_back(string column, string name, SettlementPointType type)
    {
        var point = SettlementPoint.FromColumn(column);

        point.ShouldBe(new(name, type));
        point.ToString().ShouldBe(column);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void A_blank_name_is_no_point(string column) => Should.Throw<ArgumentException>(() => SettlementPoint.FromColumn(column));
}
