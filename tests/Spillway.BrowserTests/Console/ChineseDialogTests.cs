using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>What opens on a page only at a press is in Chinese as the page is: what is asked before something is done, what is said after it,
/// and what lies folded.</summary>
[Collection(ConsoleTestGroup.Name)]
public sealed class ChineseDialogTests(ConsoleDesk desk)
{
    private const int MostMilliseconds = 120_000;

    private readonly List<string> _left = [];

    [Fact]
    public async Task What_is_asked_and_said_about_orders_is_in_Chinese()
    {
        var drawn = await OpenAsync();
        var page = drawn.Page;
        await drawn.GotoAsync(desk.Address + "/orders");
        var form = page.Locator("form.orders-form:has(.orders-kinds)");
        var kinds = await form.Locator(".orders-kinds input").CountAsync();
        kinds.ShouldBeGreaterThan(5);
        await MissingAsync(page, form);
        for (var kind = 0; kind < kinds; kind++)
        {
            await ChooseAsync(form, kind);
            await FillAsync(form);
            await form.Locator("button.primary").ClickAsync();
            await LookAsync(page, page.Locator(".orders-review"), $"kind {kind}, review");
            await page.Locator(".orders-review button").Last.ClickAsync();
        }

        await ShedAndReleaseAsync(page, form);
        await page.Locator(".orders-stop button.danger").ClickAsync();
        await LookAsync(page, page.Locator("#orders-stop-word"), "stop");
        await page.Locator(".orders-stop .orders-buttons button").Last.ClickAsync();
        await Assertions.Expect(page.Locator("#orders-stop-word")).ToHaveCountAsync(0);
        _left.ShouldBeEmpty();
        await page.CloseAsync();
    }

    [Fact]
    public async Task What_opens_on_the_pages_of_the_shift_is_in_Chinese()
    {
        var drawn = await OpenAsync();
        var page = drawn.Page;
        await FoldedAsync(drawn, "/", "details > summary");
        await FoldedAsync(drawn, "/prices", "details > summary");
        await FoldedAsync(drawn, "/journal", ".journal-table button.link");
        await drawn.GotoAsync(desk.Address + "/fleet/hall-b/17");
        await page.Locator("main p > button").Last.ClickAsync();
        await LookAsync(page, page.Locator("pre.raw"), "what a machine answered");
        await drawn.GotoAsync(desk.Address + "/events");
        await page.Locator(".events-form input").First.FillAsync("0.1");
        await page.Locator(".events-form").First.Locator("button[type=submit]:not([disabled])").ClickAsync();
        await LookAsync(page, page.Locator(".events-form [role=alert]"), "drill");
        await page.Locator(".events-form button:not(.go)").ClickAsync();
        await NotesAsync(drawn);
        await AlarmsAsync(drawn);
        await LostAsync(page);
        _left.ShouldBeEmpty();
        await page.CloseAsync();
    }

    [Fact]
    public async Task What_opens_on_the_pages_of_the_set_up_is_in_Chinese()
    {
        var drawn = await OpenAsync();
        var page = drawn.Page;
        await drawn.GotoAsync(desk.Address + "/set-up/keys");
        await page.Locator("section[aria-labelledby=setup-new-key] input").First.FillAsync(Written.Program);
        await page.Locator("section[aria-labelledby=setup-new-key] input[type=checkbox]").First.CheckAsync();
        await page.Locator("section[aria-labelledby=setup-new-key] > button").ClickAsync();
        var review = page.Locator("section[aria-labelledby=setup-review-key]");
        await LookAsync(page, review, "key reviewed");
        await review.Locator("button").First.ClickAsync();
        await LookAsync(page, page.Locator(".setup-secret"), "secret of a key");
        await page.Locator(".setup-secret button").ClickAsync();
        await drawn.GotoAsync(desk.Address + "/seconds");
        var card = page.Locator(".seconds-request", new() { HasText = Written.Program });
        await LookAsync(page, card, "waiting key");
        await card.Locator(".seconds-deeds button").First.ClickAsync();
        await LookAsync(page, page.Locator("main > p[role=alert]"), "no reason");
        await card.Locator(".seconds-reason").FillAsync(Written.NotNow);
        await card.Locator(".seconds-deeds button").First.ClickAsync();
        await Assertions.Expect(card).ToHaveCountAsync(0);

        await drawn.GotoAsync(desk.Address + "/set-up/webhooks");
        await page.Locator(".setup-deeds input").First.FillAsync("https://desk.invalid/hook");
        await page.Locator(".setup-deeds input").Nth(1).FillAsync("second");
        await page.Locator(".setup-deeds button").ClickAsync();
        review = page.Locator("section[aria-labelledby=setup-review-webhook]");
        await LookAsync(page, review, "webhook reviewed");
        await review.Locator("button").First.ClickAsync();
        await LookAsync(page, page.Locator(".setup-secret"), "secret of a webhook");
        await page.Locator(".setup-secret button").ClickAsync();
        var rows = page.Locator("section[aria-labelledby=setup-webhooks] tbody");
        await rows.Locator("button").ClickAsync();
        await Assertions.Expect(rows.Locator("button")).ToHaveCountAsync(2);
        await LookAsync(page, rows, "webhook to be removed");
        await rows.Locator("button").First.ClickAsync();
        await Assertions.Expect(rows).ToHaveCountAsync(0);
        await LookAsync(page, page.Locator("section[aria-labelledby=setup-webhooks] [role=status]"), "webhook removed");
        await RuleAsync(drawn);
        _left.ShouldBeEmpty();
        await page.CloseAsync();
    }

    // What the form wants, one thing after the other; a number that the browser itself refuses never comes to the desk.
    private async Task MissingAsync(IPage page, ILocator form)
    {
        var (alert, said) = (form.Locator("[role=alert]"), new List<string> { "" });
        await form.Locator(".orders-kinds input[value=HoldOff]").CheckAsync();
        await SubmitAsync();
        await form.Locator(".orders-kinds input[value=ShedTo]").CheckAsync();
        await form.Locator("#orders-mw").FillAsync("");
        await SubmitAsync();
        await form.Locator("#orders-mw").FillAsync("5");
        await form.Locator("#orders-minutes").FillAsync("0");
        await SubmitAsync();
        await form.Locator("#orders-minutes").FillAsync("");
        await SubmitAsync();
        said.Distinct().Count().ShouldBe(5);

        async Task SubmitAsync()
        {
            await form.Locator("button.primary").ClickAsync();
            await Assertions.Expect(alert).Not.ToHaveTextAsync(said[^1]);
            await LookAsync(page, alert, "what is missing");
            said.Add(await alert.InnerTextAsync());
        }
    }

    private async Task ShedAndReleaseAsync(IPage page, ILocator form)
    {
        await ChooseAsync(form, 0);
        await FillAsync(form);
        await form.Locator("button.primary").ClickAsync();
        await page.Locator(".orders-review button.primary").ClickAsync();
        await LookAsync(page, page.Locator(".orders-said"), "given");
        var row = OrderSheet.Row(page, Written.Watching);
        var order = await row.GetAttributeAsync("data-order");
        await row.GetByRole(AriaRole.Button).ClickAsync();
        await LookAsync(page, page.Locator("#orders-release-reason"), "release");
        await page.Locator(".mud-dialog button:not(.primary)").Last.ClickAsync();
        await Assertions.Expect(page.Locator(".mud-dialog")).ToHaveCountAsync(0);
        await OrderSheet.ReleaseAsync(row, Written.Enough);
        await Assertions.Expect(page.Locator($"[data-order='{order}']")).ToHaveCountAsync(0);
        await LookAsync(page, page.Locator(".orders-said"), "released");
    }

    // The desk draws the fields of a kind once it has heard of it, and marks the kind with them.
    private static async Task ChooseAsync(ILocator form, int kind)
    {
        await form.Locator(".orders-kinds input").Nth(kind).CheckAsync();
        await Assertions.Expect(form.Locator(".orders-kind").Nth(kind)).ToHaveClassAsync(new Regex("chosen"), new() { Timeout = MostMilliseconds });
    }

    // Something that can be promised, so that the review has all its parts.
    private static async Task FillAsync(ILocator form)
    {
        if (await form.Locator("#orders-mw").CountAsync() > 0)
        {
            await form.Locator("#orders-mw").FillAsync("5");
            await form.Locator("#orders-seconds").FillAsync("600");
        }
        else
        {
            await form.Locator("#orders-place").SelectOptionAsync(new SelectOptionValue { Index = 1 });
        }

        await form.Locator("#orders-reason").FillAsync(Written.Watching);
    }

    private async Task FoldedAsync(DrawnPage drawn, string path, string folded)
    {
        await drawn.GotoAsync(desk.Address + path);
        var all = drawn.Page.Locator(folded);
        await all.First.WaitForAsync();
        await all.First.ClickAsync();
        await LookAsync(drawn.Page, all.First, path);
    }

    private async Task NotesAsync(DrawnPage drawn)
    {
        var page = drawn.Page;
        await drawn.GotoAsync(desk.Address + "/shift-log");
        await page.Locator("section[aria-labelledby=shift-write] textarea").FillAsync(Written.Uneventful);
        await page.Locator("section[aria-labelledby=shift-write] button").ClickAsync();
        var note = page.Locator("section[aria-labelledby=shift-entries] article.note", new() { HasText = Written.Uneventful }).First;
        var opens = note.Locator(".acts button[aria-label]");
        await note.WaitForAsync();
        for (var deed = 0; deed < await opens.CountAsync(); deed++)
        {
            await opens.Nth(deed).ClickAsync();
            var asked = page.Locator("article.note form");
            await LookAsync(page, asked, $"note, deed {deed}");
            await asked.Locator("button").Last.ClickAsync();
            await Assertions.Expect(asked).ToHaveCountAsync(0);
        }

        await page.Locator("input[type=search]").FillAsync("nobody nothing");
        await page.Locator("form[role=search] button").ClickAsync();
        await LookAsync(page, page.Locator("section[aria-labelledby=shift-entries] .empty"), "nothing found");

        await drawn.GotoAsync(desk.Address + "/shift-log/hand-over");
        await page.Locator("textarea").First.FillAsync(Written.HandOver);
        await page.Locator("form:has(textarea) button[type=submit]").First.ClickAsync();

        // Those of before have been taken over.
        await page.Locator("article.note:not(:has(.added)) .acts button:not([aria-label])").First.ClickAsync();
        var form = page.Locator("article.note form");
        await LookAsync(page, form, "take over");
        await form.Locator("button").First.ClickAsync();
        await Assertions.Expect(form).ToHaveCountAsync(0);
        await LookAsync(page, page.Locator("article.note .added"), "taken over");
    }

    // A ceiling of nothing within a second is missed, and the alarm stands for as long as the order does.
    private async Task AlarmsAsync(DrawnPage drawn)
    {
        var (status, said) = await desk.SendAsync(HttpMethod.Post, "orders", new JsonObject
        {
            ["kind"] = "shed", ["to_mw"] = 0, ["within_seconds"] = 1, ["rank"] = "operator", ["reason"] = Written.Called, ["by"] = "local", ["id"] = "late-zh",
        });
        status.ShouldBe(HttpStatusCode.Created, said);
        var page = drawn.Page;
        await drawn.GotoAsync(desk.Address + "/alarms");
        var row = page.Locator("section[aria-labelledby=alarms-shown] tbody tr", new() { HasText = "late-zh" });
        await row.WaitForAsync();
        await row.Locator("button.opens").ClickAsync();
        await LookAsync(page, page.Locator("tr.open .panel"), "alarm");
        await desk.SendAsync(HttpMethod.Delete, $"orders/late-zh?by=local&reason={Uri.EscapeDataString(Written.Enough)}");
    }

    private async Task RuleAsync(DrawnPage drawn)
    {
        var page = drawn.Page;
        await drawn.GotoAsync(desk.Address + "/set-up/notifications");
        var (form, review) = (page.Locator("section[aria-labelledby=notice-form]"), page.Locator("section[aria-labelledby=notice-review]"));
        await form.Locator("select").First.SelectOptionAsync("File");
        await form.Locator("input[type=text]").First.FillAsync(Written.Program);
        await form.Locator("input[type=text]").Nth(1).FillAsync("board.jsonl");
        await form.Locator("button[type=submit]").ClickAsync();
        await LookAsync(page, review, "rule reviewed");
        await review.Locator("button").First.ClickAsync();
        var row = page.Locator("section[aria-labelledby=notice-rules] tbody tr", new() { HasText = Written.Program });
        await row.Locator("button").First.ClickAsync();
        await LookAsync(page, page.Locator("main [role=status]"), "rule tried");
        await row.Locator("button").Nth(1).ClickAsync();
        await LookAsync(page, form.Locator("button").Nth(1), "rule changed");
        await row.Locator("button").Nth(3).ClickAsync();
        await LookAsync(page, page.Locator("section[aria-labelledby=notice-versions]"), "rule versions");
        await row.Locator("button").Nth(2).ClickAsync();
        await LookAsync(page, review, "rule to be removed");
        await review.Locator("button").First.ClickAsync();
        await Assertions.Expect(row).ToHaveCountAsync(0);
        await LookAsync(page, form, "rule removed");
    }

    // What stands over a page whose desk is away, in each of its stages, and what is said when it is back.
    private async Task LostAsync(IPage page)
    {
        foreach (var stage in new[] { "show", "failed", "rejected" })
        {
            await page.EvaluateAsync("stage => document.getElementById('components-reconnect-modal').className = 'components-reconnect-' + stage", stage);
            await LookAsync(page, page.Locator("#components-reconnect-modal p").First, "lost, " + stage);
        }

        await page.EvaluateAsync("() => { const back = document.getElementById('desk-back'); back.textContent = back.dataset.again + back.dataset.anew; }");
        _left.AddRange((await LatinWords.OfAsync(page, [.. Written.Names, .. Written.All])).Select(static word => $"back: {word}"));
    }

    private async Task LookAsync(IPage page, ILocator opened, string what)
    {
        await opened.First.WaitForAsync();
        _left.AddRange((await LatinWords.OfAsync(page, [.. Written.Names, .. Written.All])).Select(word => $"{what}: {word}"));
    }

    private async Task<DrawnPage> OpenAsync()
    {
        var page = await (await desk.BrowseAsync()).NewPageAsync();
        page.SetDefaultTimeout(MostMilliseconds);
        await page.GotoAsync($"{desk.Address}/reader?language=zh-CN&back=/not-found");
        return new(page);
    }
}
