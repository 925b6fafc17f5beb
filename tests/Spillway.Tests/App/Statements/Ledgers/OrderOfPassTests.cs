using System.Text;
using Shouldly;
using Spillway.App.Statements.Ledgers;
using Xunit;

namespace Spillway.Tests.App.Statements.Ledgers;

/// <summary>Of three groups an order holds those that are wanted as they are because of it.</summary>
public sealed class OrderOfPassTests
{
    private readonly OrderOfPass _orders = new();

    [Theory]
    [InlineData("", "[2,1,40,40,0,-1],[1,0,0,0,0,-1]", "---")]
    [InlineData("\"call\"", "[1,1,40,40,0,-1],[2,0,0,0,2,0]", "-bb")]
    [InlineData("\"call\",\"hold\"", "[1,1,40,40,3,1],[1,1,40,40,0,-1],[1,0,0,0,2,0]", "b-b")]
    [InlineData("\"call\",\"lock\"", "[1,1,40,40,0,-1],[2,0,0,0,2,0]", "bbb")]
    [InlineData("\"call\"", "[2,0,0,0,2,0]", "bbb")]
    public void A_group_is_held_by_the_order_it_is_wanted_by_and_all_are_where_that_is_not_told(string named, string wanted, string bound) =>
        Mark(named, wanted, [false, false, false]).ShouldBe(bound);

    [Fact]
    public void What_an_earlier_pass_of_the_interval_marked_stays()
    {
        Mark("\"call\"", "[1,0,0,0,2,0],[2,1,40,40,0,-1]", [false, false, true]).ShouldBe("b-b");
        Mark("\"call\"", "[1,0,0,0,2,0],[2,1,40,40,0,-1]", [true, false, true]).ShouldBe("b-b");

        _orders.Begin();
        Mark("\"call\"", "[1,0,0,0,2,0],[2,1,40,40,0,-1]", [false, false, false]).ShouldBe("b--");
    }

    private string Mark(string named, string wanted, bool[] bound)
    {
        var payload = Encoding.UTF8.GetBytes($"{{\"at_utc\":\"2026-07-01T20:00:00Z\",{(named.Length == 0 ? "" : $"\"named\":[{named}],")}\"wanted\":[{wanted}],\"answers\":[]}}");
        return string.Concat(_orders.Mark(payload, [.. bound]).Select(one => one ? 'b' : '-'));
    }
}
