using Microsoft.Playwright;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>A page of the console that says when it listens: the server draws a page first, and what is clicked before the page has its own
/// connection to the desk is not heard.</summary>
internal sealed class DrawnPage
{
    // The connection is greeted, the page is asked for, the page is drawn.
    private const int Messages = 3;
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(120);

    private TaskCompletionSource _drawn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Listens to the connections of a page.</summary>
    /// <param name="page">The page.</param>
    public DrawnPage(IPage page)
    {
        Page = page;

        // The menu of a page asks for its sound once the browser has said that what was drawn is there.
        page.Request += (_, request) =>
        {
            if (request.Url.EndsWith("/alarms.js", StringComparison.Ordinal))
            {
                _heard.TrySetResult();
            }
        };
        page.WebSocket += (_, socket) =>
        {
            var (heard, drawn) = (0, _drawn);
            socket.FrameReceived += (_, _) =>
            {
                if (Interlocked.Increment(ref heard) == Messages)
                {
                    drawn.TrySetResult();
                }
            };
        };
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Goes to an address and waits until its page is drawn by the desk itself.</summary>
    /// <param name="address">The whole address.</param>
    /// <param name="isLive">Whether the page keeps a connection.</param>
    public async Task GotoAsync(string address, bool isLive = true)
    {
        _drawn = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await Page.GotoAsync(address);
        if (isLive)
        {
            await Task.WhenAll(_drawn.Task, _heard.Task).WaitAsync(_longest, TestContext.Current.CancellationToken);
        }

        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Assertions.Expect(Page.Locator("h1")).ToHaveCountAsync(1);
    }
}
