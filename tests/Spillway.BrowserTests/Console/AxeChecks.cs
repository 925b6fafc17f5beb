using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Shouldly;

namespace Spillway.BrowserTests.Console;

/// <summary>Looks at a page as it stands for what bars people out.</summary>
internal static class AxeChecks
{
    // A button that is on its way from one colour to another has the contrast of neither.
    private const string Settled = """
        () => Promise.all(document.getAnimations()
            .filter(one => Number.isFinite(one.effect?.getComputedTiming().endTime))
            .map(one => one.finished.catch(() => null))).then(() => true)
        """;

    /// <summary>Faults alone are worked out to their end, since nobody reads what passes.</summary>
    public static AxeRunOptions Faults { get; } = new() { ResultTypes = [ResultType.Violations] };

    /// <summary>Fails where axe finds something, once what moves on the page has settled.</summary>
    public static async Task SoundAsync(IPage page)
    {
        await page.EvaluateAsync<bool>(Settled);
        var found = await page.RunAxe(Faults);
        found.Violations.Select(static one => $"{one.Id}: {string.Join(", ", one.Nodes.Take(3).Select(static node => node.Html))}").ShouldBeEmpty(page.Url);
    }
}
