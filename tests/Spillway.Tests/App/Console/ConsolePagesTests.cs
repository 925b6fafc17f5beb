using Shouldly;
using Spillway.App.Console.Layout;
using Xunit;

namespace Spillway.Tests.App.Console;

public sealed class ConsolePagesTests
{
    [Theory]
    [InlineData("/", "/")]
    [InlineData("/orders", "/orders")]
    [InlineData("/orders?draft=1#new", "/orders")]
    [InlineData("/fleet/hall-b/17", "/fleet")]
    [InlineData("/set-up/people", "/set-up/people")]
    [InlineData("/set-up/notifications", "/set-up")]
    [InlineData("/account", null)]
    [InlineData("/fleets", null)]
    public void One_entry_of_the_menu_at_most_is_where_the_reader_is(string address, string? entry) =>
        (ConsolePages.Of(address)?.Address).ShouldBe(entry);
}
