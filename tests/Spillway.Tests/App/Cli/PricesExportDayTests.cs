using Shouldly;
using Xunit;

namespace Spillway.Tests.App.Cli;

public sealed class PricesExportDayTests : IDisposable
{
    private readonly Screen _screen = new();

    public void Dispose() => _screen.Dispose();

    [Theory]
    [InlineData("2023-03-12", "2023-03-13", 92, "2023-03-12T06:00:00Z")]
    [InlineData("2023-11-05", "2023-11-06", 100, "2023-11-05T05:00:00Z")]
    [InlineData("2023-08-17", "2023-08-18", 96, "2023-08-17T05:00:00Z")]
    [InlineData("2023-08-17T00:00:00Z", "2023-08-17T01:00:00Z", 4, "2023-08-17T00:00:00Z")]
    public void A_date_is_a_local_day_of_the_market_and_an_instant_is_taken_as_it_is(string from, string to, int rows, string first)
    {
        var file = Path.Combine(_screen.Folder, "day.csv");
        _screen.Run("prices", "generate", "--seed", "1", "--year", "2023", "--import").ShouldBe(0);

        _screen.Run("prices", "export", "--point", "LZ_WEST", "--from", from, "--to", to, "--out", file).ShouldBe(0);

        var lines = File.ReadAllLines(file);
        lines.Length.ShouldBe(rows + 1);
        lines[1].ShouldStartWith(first);
    }
}
