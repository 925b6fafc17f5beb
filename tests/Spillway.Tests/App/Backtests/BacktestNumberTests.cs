using System.Globalization;
using Shouldly;
using Spillway.App.Backtests;
using Xunit;

namespace Spillway.Tests.App.Backtests;

public sealed class BacktestNumberTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("1.500", "1.5")]
    [InlineData("123456789.123456789", "123456789.123457")]
    [InlineData("-0.3333333333333333333", "-0.333333333333333")]
    [InlineData("12345678901234565.5", "12345678901234600")]
    [InlineData("0.000000000000001234", "0.000000000000001")]
    [InlineData("332231.7600000000", "332231.76")]
    public void A_quantity_carries_at_most_fifteen_significant_digits(string exact, string shown) =>
        BacktestJson.Number(decimal.Parse(exact, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture).ShouldBe(shown);
}
