using Shouldly;
using Xunit;

namespace Spillway.IntegrationTests.Docs;

/// <summary>The first hour, line by line: what the page says to type is typed, and what it shows comes back.</summary>
[Collection("Emulated sites on the ports of their machines, one after the other")]
public sealed class FirstHourTests
{
    private const string Page = "docs/how-to/first-hour.md";

    [Fact]
    public Task The_page_can_be_followed_line_by_line() => TypedPage.FollowAsync(Page);

    [Fact]
    public void A_page_that_shows_something_else_is_found()
    {
        var block = TerminalBlock.Of("page", ["<!-- terminal", @"varies \d+ s", @"range now (\S+) MW 0.1 0.2", "-->", "```console terminal=2", "$ spillway status", "now 0.15 MW after 3 s", "```"]).ShouldHaveSingleItem();
        var command = block.Commands.ShouldHaveSingleItem();

        block.Difference(command, "now 0.15 MW after 14 s\n").ShouldBeNull();
        block.Difference(command, "now 0.15 MW after 14 s\nand more\n").ShouldNotBeNull();
        block.Difference(command, "then 0.15 MW after 3 s\n").ShouldNotBeNull();
        block.Difference(command with { Shown = "now 0.25 MW after 3 s" }, "now 0.25 MW after 3 s\n").ShouldNotBeNull();
    }
}
