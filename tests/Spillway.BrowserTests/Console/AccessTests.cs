using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>What an administrator lets programs do and where events are sent: keys, roles and webhooks.</summary>
[Collection(ConsoleTestGroup.Name)]
public sealed class AccessTests(ConsoleDesk desk)
{
    private const string Host = "desk.invalid";

    [Fact]
    public async Task A_key_is_shown_once_and_revoked_a_role_waits_for_a_second_person_and_a_webhook_is_added_and_removed()
    {
        var page = await desk.OpenAsync("/set-up/keys");
        await KeyAsync(page);
        await RoleAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "Webhooks", Exact = true }).ClickAsync();
        await WebhookAsync(page);
        await new DrawnPage(page).GotoAsync(desk.Address + "/seconds");
        await CallOffAsync(page, Written.Role);
        await page.CloseAsync();
    }

    private async Task KeyAsync(IPage page)
    {
        var form = page.Locator("section[aria-labelledby=setup-new-key]");
        await form.GetByLabel("Program").FillAsync(Written.Program);
        await form.GetByRole(AriaRole.Checkbox).First.CheckAsync();
        await form.GetByRole(AriaRole.Button, new() { Name = "Review the key" }).ClickAsync();
        var review = page.Locator("section[aria-labelledby=setup-review-key]");
        await Assertions.Expect(review.GetByRole(AriaRole.Row).Filter(new() { HasText = "Program" })).ToContainTextAsync(Written.Program);
        await Assertions.Expect(page.Locator(".setup-secret")).ToHaveCountAsync(0);
        await AxeChecks.SoundAsync(page);
        await review.GetByRole(AriaRole.Button, new() { Name = "Make the key" }).ClickAsync();
        var secret = await page.Locator(".setup-secret code").InnerTextAsync();
        secret.ShouldStartWith("spillway_");
        await AxeChecks.SoundAsync(page);
        (await StatusAsync(secret)).ShouldNotBe(HttpStatusCode.OK, "nobody has signed it");
        var request = (await page.Locator(".setup-secret p").InnerTextAsync()).Split(' ').Single(static word => word.StartsWith("two-", StringComparison.Ordinal)).TrimEnd('.');

        await page.GetByRole(AriaRole.Button, new() { Name = "I have kept it" }).ClickAsync();
        await Assertions.Expect(page.Locator(".setup-secret")).ToHaveCountAsync(0);
        await new DrawnPage(page).GotoAsync(desk.Address + "/set-up/keys");
        (await page.ContentAsync()).ShouldNotContain(secret);
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = Written.Program });
        await Assertions.Expect(row).ToHaveCountAsync(0);

        // Another signs, and the key is one.
        var waiting = JsonNode.Parse((await desk.SendAsync(HttpMethod.Get, "seconds")).Text)!["seconds"]!.AsArray().Single(one => (string?)one!["id"] == request);
        var (signed, said) = await desk.SendAsync(HttpMethod.Post, $"seconds/{request}/sign", new() { ["digest"] = (string?)waiting!["digest"] });
        signed.ShouldBe(HttpStatusCode.OK, said);
        await new DrawnPage(page).GotoAsync(desk.Address + "/set-up/keys");
        await Assertions.Expect(row).ToContainTextAsync("good");
        await row.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("cannot be put back");
        await row.GetByRole(AriaRole.Button, new() { Name = "for good" }).ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("revoked");
        await Assertions.Expect(row.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
    }

    private static async Task RoleAsync(IPage page)
    {
        var section = page.Locator("section[aria-labelledby=setup-roles]");
        await section.GetByRole(AriaRole.Checkbox).First.CheckAsync();
        await section.GetByLabel("Name (small letters").FillAsync("Night shift");
        await section.GetByRole(AriaRole.Button, new() { Name = "Review the role" }).ClickAsync();
        await Assertions.Expect(section.GetByRole(AriaRole.Alert)).ToContainTextAsync("Night shift");
        await section.GetByLabel("Name (small letters").FillAsync(Written.Role);
        await section.GetByRole(AriaRole.Button, new() { Name = "Review the role" }).ClickAsync();
        await Assertions.Expect(section.Locator("section[aria-labelledby=setup-role-review] tbody tr")).ToHaveCountAsync(1);
        await section.GetByRole(AriaRole.Button, new() { Name = "Ask for a second person" }).ClickAsync();
        await Assertions.Expect(section.GetByRole(AriaRole.Status)).ToContainTextAsync("waits for a second person");
        await Assertions.Expect(section.GetByRole(AriaRole.Rowheader, new() { Name = Written.Role })).ToHaveCountAsync(0);
    }

    private static async Task WebhookAsync(IPage page)
    {
        await page.GetByLabel("Address").FillAsync("https://127.0.0.1/hook");
        await page.GetByRole(AriaRole.Button, new() { Name = "Review the webhook" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("SW6621");
        await page.GetByLabel("Address").FillAsync($"https://{Host}/hook");
        await page.GetByLabel("Only these events").FillAsync("second");
        await page.GetByRole(AriaRole.Button, new() { Name = "Review the webhook" }).ClickAsync();
        await Assertions.Expect(page.Locator("section[aria-labelledby=setup-review-webhook]")).ToContainTextAsync($"https://{Host}/hook");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add the webhook" }).ClickAsync();
        await Assertions.Expect(page.Locator(".setup-secret code")).ToContainTextAsync("whsec_");
        await AxeChecks.SoundAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "I have kept it" }).ClickAsync();
        await Assertions.Expect(page.Locator(".setup-secret")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Remove the webhook to " + Host, Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = $"Remove for good the webhook to {Host}" }).ClickAsync();
        await Assertions.Expect(page.GetByText("No webhook is kept.")).ToBeVisibleAsync();
    }

    // Who asked cannot sign; what was only tried is called off.
    private static async Task CallOffAsync(IPage page, string what)
    {
        var card = page.Locator(".seconds-request", new() { HasText = what });
        await Assertions.Expect(card).ToContainTextAsync("another person has to sign");
        await card.GetByLabel("Reason").FillAsync(Written.NotNow);
        await card.GetByRole(AriaRole.Button, new() { Name = "Decline" }).ClickAsync();
        await Assertions.Expect(card).ToHaveCountAsync(0);
    }

    private async Task<HttpStatusCode> StatusAsync(string secret)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", secret);
        using var answer = await http.GetAsync(desk.Address + "/api/v1/status", TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
