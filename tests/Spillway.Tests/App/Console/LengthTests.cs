using NodaTime;
using Shouldly;
using Xunit;

namespace Spillway.Tests.App.Console;

public sealed class LengthTests
{
    [Theory]
    [InlineData(0, "0 s", "0 秒")]
    [InlineData(59.6, "1 min", "1 分钟")]
    [InlineData(61, "1 min 1 s", "1 分 1 秒")]
    [InlineData(3_600, "1 h", "1 小时")]
    [InlineData(3_659, "1 h", "1 小时")]
    [InlineData(7_320, "2 h 2 min", "2 小时 2 分")]
    [InlineData(86_400, "1 d", "1 天")]
    [InlineData(93_600, "1 d 2 h", "1 天 2 小时")]
    public void A_length_has_its_two_largest_units_and_none_that_would_be_0(double seconds, string english, string chinese)
    {
        var length = Duration.FromSeconds(seconds);

        Readers.English.Length(length).ShouldBe(english);
        Readers.Chinese.Length(length).ShouldBe(chinese);
    }
}
