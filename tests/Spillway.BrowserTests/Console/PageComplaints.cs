using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace Spillway.BrowserTests.Console;

/// <summary>What a page complains of in the browser.</summary>
internal static class PageComplaints
{
    /// <summary>Listens to a page from now on.</summary>
    /// <param name="page">The page.</param>
    /// <returns>Its complaints, to be looked at later.</returns>
    public static IReadOnlyCollection<string> Of(IPage page)
    {
        var complaints = new ConcurrentQueue<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                complaints.Enqueue(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Enqueue(error);
        return complaints;
    }
}
