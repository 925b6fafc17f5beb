using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>The pictures of the documents, taken anew from the running program with <c>SPILLWAY_IMAGES=1</c>: a shift before the
/// demonstration in the order of <c>docs/tour.md</c>, then every other page of the menu.</summary>
public sealed partial class ConsolePicturesTests
{
    private const int MostBytes = 250_000;
    private const int MostMilliseconds = 120_000;

    // Pictured on the way, or at a desk that nobody is signed in to, each with the picture that shows it.
    private static readonly Dictionary<string, string> _toured = new()
    {
        ["/"] = "now",
        ["/orders"] = "shed-promise",
        ["/lab"] = "lab",
        ["/seconds"] = "seconds",
        ["/set-up/import"] = "set-up-import",
        ["/set-up/keys"] = "set-up-keys",
        ["/events"] = "events",
        ["/events/grid-1"] = "event-proof",
        ["/money"] = "money",
        ["/alarms"] = "alarms",
        ["/shift-log"] = "shift-log",
        ["/shift-log/hand-over"] = "hand-over",
        ["/sign-in"] = "sign-in",
        ["/first-run"] = "first-run",
        ["/invitation"] = "invitation",
    };

    private static readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_shift_is_pictured_from_the_running_program()
    {
        if (Environment.GetEnvironmentVariable("SPILLWAY_IMAGES") != "1")
        {
            Kept();
            return;
        }

        await using var desk = await DemoDesk.StartAsync(_cancellation);
        var page = await desk.OpenAsync("/not-found", 1440, 900);
        page.SetDefaultTimeout(MostMilliseconds);
        var drawn = new DrawnPage(page);
        await drawn.GotoAsync(desk.Address + "/orders");
        await Assertions.Expect(page.Locator("[data-figure=power]").First).ToContainTextAsync("40.0 MW", Within());
        await ShedAsync(page);
        await AlarmAsync(desk, drawn);
        await AfterTheGridAsync(desk, drawn);
        await MoneyAndCrewAsync(desk, drawn);
        await StudyAsync(desk, drawn);
        await AskForASecondAsync(desk, drawn);
        foreach (var (path, isLive) in ConsoleAddresses.All.Concat(ConsoleAddresses.Sections).Where(static one => !_toured.ContainsKey(one.Path)))
        {
            await drawn.GotoAsync(desk.Address + path, isLive);
            await KeepAsync(page, Picture(path));
        }

        await OtherwiseAsync(desk, drawn);
        await AtTheDoorAsync();
    }

    // What a demonstration has no use for: the pages of a desk that nobody is signed in to yet.
    private static async Task AtTheDoorAsync()
    {
        await using var desk = new AccountDesk();
        await desk.InitializeAsync();
        foreach (var name in new[] { "first-run", "sign-in", "invitation" })
        {
            var page = await desk.OpenAsync("/" + name, 1440);
            await KeepAsync(page, name);
            await page.CloseAsync();
        }
    }

    private static string Picture(string path) => _toured.GetValueOrDefault(path) ?? path[1..].Replace('/', '-');

    // Without the wish to take them anew: every page has one and so has every step of the tour, they are pictures, and none is too large for a page.
    private static void Kept()
    {
        var docs = Path.GetDirectoryName(Images())!;
        var named = Named().Matches(File.ReadAllText(Path.Combine(docs, "tour.md"))).Select(static match => match.Groups[1].Value).ToList();
        named.Count.ShouldBeGreaterThan(9);
        var pages = ConsoleAddresses.All.Concat(ConsoleAddresses.Sections).Select(static one => $"images/{Picture(one.Path)}.png");
        foreach (var bytes in named.Union(pages).Select(name => File.ReadAllBytes(Path.Combine(docs, name))))
        {
            bytes.Length.ShouldBeInRange(1_000, MostBytes);
            bytes[..4].ShouldBe([0x89, 0x50, 0x4E, 0x47]);
        }
    }

    [GeneratedRegex("^Acknowledge (all|the one)")]
    private static partial Regex Acknowledged();

    [GeneratedRegex(@"\((images/[a-z0-9-]+\.png)\)")]
    private static partial Regex Named();

    // Twenty megawatts: what is promised, the order as it is given, and how it is kept; then released.
    private static async Task ShedAsync(IPage page)
    {
        await FillAsync(page, "20", "120", "Protection", "the substation is being worked on");
        await Assertions.Expect(page.Locator("[data-figure=promise]")).ToContainTextAsync("20.0 MW off in", Within());
        await KeepAsync(page, "shed-promise");
        await KeepOnPhoneAsync(page, "shed-phone");
        await GiveAsync(page);
        await Assertions.Expect(page.Locator(".orders-list .orders-way").First).ToContainTextAsync("kept after", Within());
        await KeepAsync(page, "shed-kept");
        await ReleaseAsync(page, "the work is done");
    }

    // A call that no machine can follow in its one second: it is late, and that is an alarm.
    private static async Task AlarmAsync(DemoDesk desk, DrawnPage drawn)
    {
        var page = drawn.Page;
        await drawn.GotoAsync(desk.Address + "/orders");
        await FillAsync(page, "5", "1", "OperatorHold", "called by telephone");
        await GiveAsync(page);
        await Assertions.Expect(page.Locator(".orders-list .orders-way").First).ToContainTextAsync("late", Within());
        await drawn.GotoAsync(desk.Address + "/alarms");
        await page.Locator("button.opens").First.ClickAsync();
        await page.Locator("tr.open").First.WaitForAsync();
        await KeepAsync(page, "alarms");
        await KeepOnPhoneAsync(page, "alarms-phone");
        await page.GetByRole(AriaRole.Button, new() { NameRegex = Acknowledged() }).ClickAsync();
        await Assertions.Expect(page.Locator("tr.waiting")).ToHaveCountAsync(0, new() { Timeout = MostMilliseconds });
        await drawn.GotoAsync(desk.Address + "/orders");
        await ReleaseAsync(page, "the caller has enough");
    }

    private static async Task FillAsync(IPage page, string megawatts, string seconds, string rank, string reason)
    {
        await page.GetByText("Shed by").ClickAsync();
        await Assertions.Expect(page.Locator("label[for=orders-mw]")).ToHaveTextAsync("Less by, MW", new() { Timeout = MostMilliseconds });
        await page.Locator("#orders-mw").FillAsync(megawatts);
        await page.Locator("#orders-seconds").FillAsync(seconds);
        await page.Locator("#orders-rank").SelectOptionAsync(rank);
        await page.Locator("#orders-reason").FillAsync(reason);
    }

    private static async Task GiveAsync(IPage page)
    {
        await page.GetByText("Look at it before it is given").ClickAsync();
        await page.GetByText("Give the order").ClickAsync();
    }

    private static async Task ReleaseAsync(IPage page, string reason)
    {
        await page.Locator(".orders-list").GetByText("Release").Last.ClickAsync();
        await page.Locator("#orders-release-reason").FillAsync(reason);
        await page.Locator(".mud-dialog button.primary").ClickAsync();
        await Assertions.Expect(page.Locator(".orders-said")).ToContainTextAsync("Released", Within());
    }

    // The site at its normal, then on the spike of the afternoon; by then the grid's order of the morning is over.
    private static async Task AfterTheGridAsync(DemoDesk desk, DrawnPage drawn)
    {
        var page = drawn.Page;
        await drawn.GotoAsync(desk.Address + "/");
        await Assertions.Expect(page.Locator(".now-cards .figure").First).ToContainTextAsync("40.0 MW", Within());
        await KeepAsync(page, "now");
        await Assertions.Expect(page.Locator("tr[data-group=hall-b] .now-why")).ToContainTextAsync("is above what hall-b earns", Within());
        await Assertions.Expect(page.Locator("tr[data-group=hall-a] .now-why")).ToContainTextAsync("Off: the price", Within());
        await KeepAsync(page, "now-spike");
        await KeepOnPhoneAsync(page, "now-phone");
        await drawn.GotoAsync(desk.Address + "/events");
        await KeepAsync(page, "events");
        await drawn.GotoAsync(desk.Address + "/events/grid-1");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The evidence" })).ToBeVisibleAsync(new() { Timeout = MostMilliseconds });
        await KeepAsync(page, "event-proof");
    }

    private static async Task MoneyAndCrewAsync(DemoDesk desk, DrawnPage drawn)
    {
        var page = drawn.Page;
        await drawn.GotoAsync(desk.Address + "/money");
        await Assertions.Expect(page.Locator(".money-bridge tbody tr").Nth(3)).ToBeVisibleAsync(new() { Timeout = MostMilliseconds });
        await KeepAsync(page, "money");
        await page.GetByRole(AriaRole.Link, new() { Name = "Energy in real time" }).ClickAsync();
        await page.Locator("#lines tbody a").First.ClickAsync();
        await page.Locator("#line h2").WaitForAsync();
        await page.Locator("#line").ScrollIntoViewIfNeededAsync();
        await KeepAsync(page, "money-line");
        await drawn.GotoAsync(desk.Address + "/shift-log");
        await page.Locator("textarea").First.FillAsync("20 MW shed for the work at the substation, kept; released after. Transformer 2 hums above 30 MW.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Write", Exact = true }).ClickAsync();
        await page.Locator("article.note").First.WaitForAsync();
        await KeepAsync(page, "shift-log");
        await drawn.GotoAsync(desk.Address + "/shift-log/hand-over");
        await page.Locator("textarea").First.FillAsync("Quiet since the spike. Watch hall-b: it comes back last.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign and hand over" }).ClickAsync();
        await page.Locator("article.note").First.WaitForAsync();
        await KeepAsync(page, "hand-over");
    }

    private static async Task KeepAsync(IPage page, string name)
    {
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await page.Locator("h1").WaitForAsync();
        await page.Locator("h1").EvaluateAsync("title => title.blur()");
        var path = Path.Combine(Images(), name + ".png");
        var taken = await page.ScreenshotAsync(new() { Path = path, Animations = ScreenshotAnimations.Disabled });
        if (taken.Length >= MostBytes)
        {
            taken = await page.ScreenshotAsync(new() { Path = path, Animations = ScreenshotAnimations.Disabled, Clip = new() { Width = page.ViewportSize!.Width, Height = 720 } });
        }

        Assert.True(taken.Length < MostBytes, string.Create(CultureInfo.InvariantCulture, $"{name}.png has {taken.Length} bytes."));
    }

    // The folder of the documents' pictures beside the solution this was built from.
    private static string Images()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Spillway.slnx")))
        {
            folder = folder.Parent;
        }

        Assert.SkipWhen(folder is null, "Pictures are taken in a checkout of the solution.");
        return Path.Combine(folder!.FullName, "docs", "images");
    }

    private static LocatorAssertionsToContainTextOptions Within() => new() { Timeout = MostMilliseconds };
}
