using System.Collections.Concurrent;
using System.Text.Json;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>From a fresh desk to a passkey, and out again at once when the session is ended elsewhere.</summary>
[Collection(LightTestGroup.Name)]
public sealed class SignInTests(AccountDesk desk) : IClassFixture<AccountDesk>
{
    private const string Password = "seven quiet turbines";

    [Fact]
    public async Task The_first_administrator_adds_a_passkey_signs_in_with_it_and_ends_it_elsewhere()
    {
        var page = await desk.OpenAsync("/");
        page.Url.ShouldContain("/sign-in");
        await BarsNobodyOutAsync(page, "sign-in");
        await page.GetByRole(AriaRole.Link, new() { Name = "Make the first administrator" }).ClickAsync();
        await page.GetByLabel("Code on the terminal").FillAsync(desk.Code);
        await page.GetByLabel("Name").FillAsync("ada");
        await page.GetByLabel("New password").FillAsync(Password);
        await BarsNobodyOutAsync(page, "first-run");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the first administrator" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Passkeys" }).WaitForAsync();

        var device = await DeviceAsync(page);
        await page.GetByLabel("What you call it").FillAsync("this laptop");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await page.GetByText("The passkey is added.").WaitForAsync();
        (await page.GetByRole(AriaRole.Cell, new() { Name = "this laptop", Exact = true }).CountAsync()).ShouldBe(1);
        await BarsNobodyOutAsync(page, "account");
        await page.GotoAsync(desk.Address + "/set-up/people");
        await BarsNobodyOutAsync(page, "people");

        await page.GotoAsync(desk.Address + "/sign-out");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Use a passkey" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Now" }).WaitForAsync();
        (await device.SendAsync("WebAuthn.disable")).ShouldNotBeNull();

        // Another browser, with the password, ends the session of this one; the page that is open here learns it by itself.
        var other = await desk.OpenAsync("/sign-in");
        await other.GetByLabel("Name").FillAsync("ada");
        await other.GetByLabel("Password").FillAsync(Password);
        await other.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await other.GetByRole(AriaRole.Heading, new() { Name = "Now" }).WaitForAsync();
        await other.GotoAsync(desk.Address + "/account");
        await other.GetByRole(AriaRole.Button, new() { Name = "End all others" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Signed out" }).WaitForAsync();
        await ByTheDoorAsync();
    }

    // From another machine the same person comes by https, and what keeps the page live goes over TLS too.
    private async Task ByTheDoorAsync()
    {
        var lines = new ConcurrentQueue<string>();
        var page = await desk.OpenByDoorAsync("/sign-in", lines.Enqueue);
        await page.GetByLabel("Name").FillAsync("ada");
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Now" }).WaitForAsync();

        // A page as it was sent never changes once its line is there: only what comes over that does.
        await HallDesk.UntilAsync("the page has its line", () => Task.FromResult(!lines.IsEmpty));
        var shown = page.GetByRole(AriaRole.Main);
        await Assertions.Expect(shown).Not.ToHaveTextAsync(await shown.InnerTextAsync(), new() { UseInnerText = true, Timeout = 60_000 });

        lines.ShouldAllBe(line => line.StartsWith(desk.SecureAddress.Replace("https:", "wss:", StringComparison.Ordinal), StringComparison.Ordinal));
        (await page.Context.CookiesAsync()).ShouldAllBe(static cookie => cookie.Secure && cookie.HttpOnly);
    }

    // A device of the browser's own that holds passkeys and says that its owner is there.
    private static async Task<ICDPSession> DeviceAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true,
            },
        });
        return session;
    }

    private static async Task BarsNobodyOutAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("SPILLWAY_PICTURES") is { Length: > 0 } folder)
        {
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
        }

        var found = await page.RunAxe(AxeChecks.Faults);
        found.Violations.Select(static one => one.Id + ": " + JsonSerializer.Serialize(one.Nodes.Select(static node => node.Html))).ShouldBeEmpty(name);
        foreach (var width in new[] { 390, 1280 })
        {
            await page.SetViewportSizeAsync(width, 900);
            (await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= window.innerWidth")).ShouldBeTrue($"{name} at {width} px");
        }
    }
}
