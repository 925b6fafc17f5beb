using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Spillway.BrowserTests.Console;

/// <summary>Whoever reads Chinese comes in, changes what opens the account, and invites and changes others without a word of English.</summary>
[Collection(LightTestGroup.Name)]
public sealed class ChineseAccountTests(AccountDesk desk) : IClassFixture<AccountDesk>
{
    private const string Password = "seven quiet turbines";
    private const string Refused = ".note.bad";
    private const string ReviewForm = "section[aria-labelledby=review-head] form";
    private const string PersonForm = "section[aria-labelledby=form-head] form";
    private const string First = "chen";
    private const string Invited = "li-na";

    // Names of this site and its people.
    private static readonly string[] _names = ["One hall", "hall", "localhost", First, Invited, "li", "na"];

    private readonly List<string> _left = [];

    [Fact]
    public async Task From_the_first_account_to_one_that_is_invited_everything_is_in_Chinese()
    {
        var page = await desk.OpenAsync("/reader?language=zh-CN&back=/sign-in");
        await LookAsync(page, "form:has(#password)", "nobody yet");
        await page.GotoAsync(desk.Address + "/first-run");
        await LookAsync(page, "#code", "first run");
        await page.Locator("#code").FillAsync("wrong");
        await page.Locator("#name").FillAsync(First);
        await page.Locator("#password").FillAsync(Password);
        await SendAsync(page, "form.sheet", Refused);
        await page.Locator("#code").FillAsync(desk.Code);
        await page.Locator("#password").FillAsync(Password);
        await SendAsync(page, "form.sheet", "#new-password");

        await OwnAsync(page);
        await PeopleAsync(page);
        await OutAndInAsync(page);
        _left.ShouldBeEmpty();
        await page.CloseAsync();
    }

    private async Task OwnAsync(IPage page)
    {
        await page.Locator("#new-password").FillAsync(Password + " more");
        await page.Locator("#again").FillAsync(Password + " less");
        await SendAsync(page, "section[aria-labelledby=password-head] form", Refused);
        await SendAsync(page, "section[aria-labelledby=authenticator-head] form", "#code");
        await page.Locator("#code").FillAsync("000000");
        await SendAsync(page, "section[aria-labelledby=authenticator-head] form", Refused);
    }

    private async Task PeopleAsync(IPage page)
    {
        await page.GotoAsync(desk.Address + "/set-up/people");
        await page.Locator("#name").FillAsync(Invited);
        await SendAsync(page, PersonForm, Refused);
        await page.Locator("#name").FillAsync(Invited);
        await page.Locator("input[name=Role][value=operator]").CheckAsync();
        await page.Locator("input[name=Group]").First.CheckAsync();
        await SendAsync(page, PersonForm, ReviewForm);
        await SendAsync(page, ReviewForm, ".account-once");
        await page.Locator(".people-acts a").ClickAsync();
        await LookAsync(page, PersonForm + " a[href='/set-up/people']", "edit");
        await SendAsync(page, PersonForm, ReviewForm);
        await SendAsync(page, ReviewForm, ".note.ok");
        await ActAsync("lock", "button[value^='unlock:']");
        await ActAsync("unlock", "button[value^='lock:']");
        await ActAsync("reset", ".account-once");

        async Task ActAsync(string act, string shows)
        {
            await page.Locator($".people-acts button[value^='{act}:']").ClickAsync();
            await LookAsync(page, shows, act);
        }
    }

    private async Task OutAndInAsync(IPage page)
    {
        await page.GotoAsync(desk.Address + "/sign-out");
        await LookAsync(page, "main form", "sign out");
        await SendAsync(page, "main form", "#password");
        await page.Locator("#name").FillAsync(First);
        await page.Locator("#password").FillAsync("not the one it is");
        await SendAsync(page, "form:has(#password)", Refused);
        await page.GotoAsync(desk.Address + "/invitation");
        await page.Locator("#name").FillAsync(Invited);
        await page.Locator("#code").FillAsync("wrong");
        await page.Locator("#password").FillAsync(Password);
        await SendAsync(page, "form.sheet", Refused);
    }

    private async Task SendAsync(IPage page, string form, string shows)
    {
        await page.Locator(form).Locator("button[type=submit]").First.ClickAsync();
        await LookAsync(page, shows, form + " → " + shows);
    }

    private async Task LookAsync(IPage page, string shown, string what)
    {
        await page.Locator(shown).First.WaitForAsync();
        _left.AddRange((await LatinWords.OfAsync(page, _names)).Select(word => $"{what}: {word}"));
    }
}
