using Xunit;

namespace Spillway.IntegrationTests.Docs;

/// <summary>Closing a month, line by line: what the page says to type is typed, and what it shows comes back.</summary>
public sealed class CloseAMonthTests
{
    [Fact]
    public Task The_page_can_be_followed_line_by_line() => TypedPage.FollowAsync("docs/how-to/close-a-month.md");
}
