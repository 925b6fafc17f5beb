using Shouldly;
using Spillway.Engine.Forecasts.CoincidentPeaks;
using Xunit;

namespace Spillway.Tests.Engine.Forecasts.CoincidentPeaks;

public sealed class LargestLoadTests
{
    [Theory]
    [InlineData(80_000, 81_000, 80_000, 30)]
    [InlineData(80_990, 81_000, 80_000, 15)]
    [InlineData(79_000, 81_000, 80_990, 45)]
    [InlineData(80_500, 81_000, 80_000, 30)]
    [InlineData(81_000, 81_000, 81_000, 30)]
    public void The_quarter_hour_follows_the_curve_through_the_hours(double before, double here, double after, int minute)
    {
        var found = LargestLoad.Within(DrawnLoad.Local(2023, 8, 10, 16), (before, here, after), DrawnLoad.Zone);

        found.ShouldBe(new(DrawnLoad.Local(2023, 8, 10, 16, minute), here));
    }
}
