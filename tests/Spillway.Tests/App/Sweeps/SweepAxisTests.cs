using Shouldly;
using Spillway.App.Backtests;
using Spillway.App.Sweeps;
using Spillway.Engine;
using Xunit;

namespace Spillway.Tests.App.Sweeps;

public sealed class SweepAxisTests
{
    [Theory]
    [InlineData("hashprice=40:60:10", "hashprice", "40|50|60")]
    [InlineData("restart-minutes=0|5|10", "restart-minutes", "0|5|10")]
    [InlineData("strike-price=-10:10:7.5", "strike-price", "-10|-2.5|5")]
    [InlineData("strike-price=80.0|90", "strike-price", "80|90")]
    [InlineData("model=antminer-s21", "model", "antminer-s21")]
    public void An_axis_is_a_range_with_a_step_or_a_list(string text, string name, string values)
    {
        var axis = SweepAxis.Parse(text);

        axis.Name.ShouldBe(name);
        axis.Values.ShouldBe(values.Split('|'));
    }

    [Theory]
    [InlineData("colour=1:2:1")]
    [InlineData("hashprice")]
    [InlineData("hashprice=")]
    [InlineData("hashprice=60:40:10")]
    [InlineData("hashprice=40:60:0")]
    [InlineData("hashprice=40:60")]
    [InlineData("strike-price=-79228162514264337593543950335:79228162514264337593543950335:1")]
    [InlineData("hashprice=a|b")]
    [InlineData("hashprice=-1|2")]
    [InlineData("restart-minutes=0:1000000:0.5")]
    [InlineData("model=|")]
    public void An_axis_that_cannot_be_read_is_refused(string text)
    {
        var refusal = Should.Throw<RefusedException>(() => SweepAxis.Parse(text));

        refusal.Code.ShouldBe(BacktestErrors.SweepAxisUnreadable);
        refusal.Message.ShouldContain(text);
    }

    [Fact]
    public void A_grid_is_every_combination_with_the_last_axis_fastest()
    {
        var cells = SweepGrid.Cells([SweepAxis.Parse("hashprice=40|50"), SweepAxis.Parse("restart-minutes=0|10")]);

        cells.Select(cell => string.Join(' ', cell)).ShouldBe(["40 0", "40 10", "50 0", "50 10"]);
    }

    [Fact]
    public void A_grid_beyond_its_limit_is_refused()
    {
        var axis = SweepAxis.Parse("hashprice=1:40:1");

        Should.Throw<RefusedException>(() => SweepGrid.Cells([axis, axis])).Code.ShouldBe(BacktestErrors.SweepTooLarge);
    }
}
