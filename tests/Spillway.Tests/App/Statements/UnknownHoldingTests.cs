using System.Text.Json;
using Shouldly;
using Xunit;

namespace Spillway.Tests.App.Statements;

/// <summary>Open intervals of which nobody said how much a block holds: their amount is not known, which is not zero.</summary>
public sealed class UnknownHoldingTests : IDisposable
{
    private const string Hourly = "interval_start_utc,mw\n2024-07-01T05:00:00Z,60\n2024-07-01T06:00:00Z,60\n";

    private readonly SettleDesk _desk = new();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void A_month_without_a_nomination_is_named_on_every_paper_beside_what_is_not_settled()
    {
        _desk.Site(SettleDesk.OneHall.Replace("id: block-1,", "id: block-1, nominations: [{month: 2024-06, share_ratio: 1}],", StringComparison.Ordinal));

        // Prices and readings of different hours: every interval of the day is open.
        _desk.PriceFile("interval_start_utc,LZ_WEST\n2024-07-01T20:00:00Z,40\n2024-07-01T20:15:00Z,60\n");
        _desk.MeterFile(SettleDesk.Rows("main", "2024-07-01T21:00:00Z", 25, 25));

        var statement = _desk.Statement();

        statement.Number("unsettled_usd").ShouldBe(0m);
        NotKnown(statement).ShouldBe(("block-1", 96, "2024-07-01T05:00:00Z"));
        statement.Notes().ShouldContain(note => note.StartsWith("Contract 'block-1' is in force in 96 open intervals, the first at 2024-07-01T05:00:00Z, of which nobody said how much it holds", StringComparison.Ordinal));
        _desk.Run("--html", _desk.At("statement.html")).ShouldBe(0);
        _desk.Output.ShouldContain("0.00 USD, without what is not known of block-1");
        File.ReadAllText(_desk.At("statement.html")).ShouldContain("0.00 USD, without what is not known of block-1");
    }

    [Fact]
    public void An_hourly_file_that_ends_before_the_range_leaves_its_known_hours_in_the_figure()
    {
        _desk.Site(SettleDesk.OneHall.Replace("id: block-1, mw: 60,", "id: block-1, mw: 60, shape: file, file: block.csv,", StringComparison.Ordinal));
        File.WriteAllText(_desk.At("block.csv"), Hourly);
        _desk.PriceFile("interval_start_utc,LZ_WEST\n2024-07-01T20:00:00Z,40\n2024-07-01T20:15:00Z,60\n");
        _desk.MeterFile(SettleDesk.Rows("main", "2024-07-01T21:00:00Z", 25, 25));

        var statement = _desk.Statement();

        statement.Number("unsettled_usd").ShouldBe(2m * 60m * 28m);
        NotKnown(statement).ShouldBe(("block-1", 88, "2024-07-01T07:00:00Z"));
    }

    [Fact]
    public void Where_everything_is_known_nothing_is_said_of_it() =>
        _desk.WorkedHour(25, 25).Statement().TryGetProperty("unsettled_not_known", out _).ShouldBeFalse();

    private static (string?, int, string?) NotKnown(JsonElement statement)
    {
        var holding = statement.GetProperty("unsettled_not_known").EnumerateArray().ShouldHaveSingleItem();
        return (holding.GetProperty("contract").GetString(), holding.GetProperty("intervals").GetInt32(), holding.GetProperty("first_utc").GetString());
    }
}
