using System.Net;
using System.Text.RegularExpressions;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Accounts.Sessions;
using Spillway.App.Accounts.SignIns;
using Spillway.App.People;
using Xunit;

namespace Spillway.Tests.App.Accounts;

public sealed partial class SignInFlowTests
{
    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_desk_without_accounts_lets_nobody_in_and_says_a_code_on_its_terminal()
    {
        await using var rig = await AccountRig.StartAsync(End);
        using var browser = rig.Open();

        await browser.GetAsync("/");

        browser.Status.ShouldBe(HttpStatusCode.Redirect);
        browser.Location.ShouldStartWith("/sign-in");
        rig.Said().ShouldHaveSingleItem().ShouldContain($"http://localhost:{rig.Desk.Port}/first-run");
        rig.FirstCode().Length.ShouldBe(29);
    }

    [Fact]
    public async Task The_code_makes_one_administrator_who_is_signed_in_and_it_is_good_once()
    {
        await using var rig = await AccountRig.StartAsync(End);
        var code = rig.FirstCode();
        using var first = await rig.FirstAsync();
        first.Location.ShouldEndWith("/account");

        (await first.GetAsync("/account")).ShouldContain("ada");
        (await first.GetAsync("/set-up/people")).ShouldContain("administrator");
        foreach (var address in new[] { "/", "/fleet", "/set-up" })
        {
            (await first.GetAsync(address)).ShouldContain("href=\"/sign-out\"", customMessage: address);
        }

        using var second = rig.Open();
        (await second.GetAsync("/first-run")).ShouldContain("has its accounts already");
        var answer = await rig.Get<FirstRun>().TryAsync(code, "eve", AccountRig.Password, new("127.0.0.1", ""), End);
        answer.Secret.ShouldBeNull();
    }

    [Fact]
    public async Task Accounts_that_were_made_over_the_api_end_the_first_run_at_once()
    {
        await using var rig = await AccountRig.StartAsync(End);
        var code = rig.FirstCode();
        using var browser = rig.Open();
        (await browser.GetAsync("/sign-in")).ShouldContain("no account yet");

        await rig.Get<PeopleBook>().InviteAsync(Actor.Local, new("ben", null, [Roles.Viewer], []), End);

        (await browser.GetAsync("/sign-in")).ShouldNotContain("no account yet");
        (await browser.GetAsync("/first-run")).ShouldContain("has its accounts already");
        (await rig.Get<FirstRun>().TryAsync(code, "eve", AccountRig.Password, new("127.0.0.1", ""), End)).Secret.ShouldBeNull();
    }

    [Fact]
    public async Task Whoever_signs_in_or_changes_the_look_is_sent_to_a_path_of_the_desk_and_to_no_other_host()
    {
        await using var rig = await AccountRig.StartAsync(End);
        using var browser = await rig.FirstAsync();
        foreach (var elsewhere in new[] { "https://elsewhere.example/", "//elsewhere.example/", "/\\elsewhere.example/", "/\t/elsewhere.example/" })
        {
            var back = Uri.EscapeDataString(elsewhere);
            await browser.GetAsync("/reader?look=light&back=" + back);
            new Uri(browser.Desk, browser.Location).Authority.ShouldBe(browser.Desk.Authority, elsewhere);
            await browser.SendAsync("/sign-in?back=" + back, "password", ("Name", "ada"), ("Password", AccountRig.Password));
            browser.Status.ShouldBe(HttpStatusCode.Redirect);
            new Uri(browser.Desk, browser.Location).Authority.ShouldBe(browser.Desk.Authority, elsewhere);
            browser.Location.ShouldNotContain("\t");
        }

        await browser.GetAsync("/reader?look=light&back=%2Fmoney%3Fperiod%3Dmonth");
        browser.Location.ShouldBe("/money?period=month");
        await browser.SendAsync("/sign-in?back=%2Fmoney%3Fperiod%3Dmonth", "password", ("Name", "ada"), ("Password", AccountRig.Password));
        browser.Location.ShouldEndWith("/money?period=month");
    }

    [Fact]
    public async Task Password_then_code_of_the_authenticator_then_recovery_codes_each_once()
    {
        await using var rig = await AccountRig.StartAsync(End);
        using var browser = await rig.FirstAsync();
        await browser.SendAsync("/account", "draw");
        var key = Keys().Match(browser.Page).Groups[1].Value;
        browser.Page.ShouldContain("data:image/png;base64,");
        var confirmed = await browser.AgainAsync("/account", "confirm", ("Code", Code(rig, key)));
        var recovery = Recoveries().Matches(confirmed).Select(static match => match.Value).Distinct().ToList();
        recovery.Count.ShouldBe(10);

        using var other = rig.Open();
        await other.SendAsync("/sign-in", "password", ("Name", "Ada"), ("Password", AccountRig.Password));
        other.Page.ShouldContain("The code of your authenticator");
        rig.Get<SessionBook>().All.Length.ShouldBe(1);

        await other.AgainAsync("/sign-in", "code", ("Code", Code(rig, key)));
        other.Page.ShouldContain("did not open", Case.Sensitive, "a code that was taken once is taken no more");
        rig.Wall.Advance(TimeSpan.FromSeconds(30));
        await other.AgainAsync("/sign-in", "code", ("Code", Code(rig, key)));
        other.Location.ShouldEndWith("/");

        using var third = rig.Open();
        await third.SendAsync("/sign-in", "password", ("Name", "ada"), ("Password", AccountRig.Password));
        await third.AgainAsync("/sign-in", "code", ("Code", recovery[0].ToUpperInvariant()));
        third.Location.ShouldEndWith("/");
        using var fourth = rig.Open();
        await fourth.SendAsync("/sign-in", "password", ("Name", "ada"), ("Password", AccountRig.Password));
        await fourth.AgainAsync("/sign-in", "code", ("Code", recovery[0]));
        fourth.Page.ShouldContain("did not open");
    }

    [Theory]
    [InlineData(" Seven quiet Türbines, 41 of them ", true)]
    [InlineData("Seven quiet Türbines, 41 of them", false)]
    [InlineData(" seven quiet türbines, 41 of them ", false)]
    [InlineData(" Seven quiet Turbines, 41 of them ", false)]
    [InlineData(" Seven quiet Tü", false)]
    public async Task A_password_is_compared_as_it_came(string typed, bool opens)
    {
        await using var rig = await AccountRig.StartAsync(End);
        using var first = await rig.FirstAsync(password: " Seven quiet Türbines, 41 of them ");
        rig.Get<SessionBook>().All.ShouldHaveSingleItem();
        using var browser = rig.Open();

        await browser.SendAsync("/sign-in", "password", ("Name", "ada"), ("Password", typed));

        rig.Get<SessionBook>().All.Length.ShouldBe(opens ? 2 : 1);
    }

    [Fact]
    public async Task Five_failures_lock_out_for_fifteen_minutes_and_say_nothing_about_it()
    {
        await using var rig = await AccountRig.StartAsync(End);
        using var first = await rig.FirstAsync();
        using var browser = rig.Open();
        for (var turn = 0; turn < 5; turn++)
        {
            (await browser.SendAsync("/sign-in", "password", ("Name", "ada"), ("Password", "not at all right"))).ShouldContain("did not open");
        }

        var locked = await browser.SendAsync("/sign-in", "password", ("Name", "ada"), ("Password", AccountRig.Password));
        locked.ShouldContain("did not open");
        rig.Wall.Advance(TimeSpan.FromMinutes(15));
        await browser.SendAsync("/sign-in", "password", ("Name", "ada"), ("Password", AccountRig.Password));

        browser.Location.ShouldEndWith("/");
        var kinds = (await rig.RecordsAsync()).Select(static one => one.Kind).ToList();
        kinds.Count(static kind => kind == PersonKinds.SignInRefused).ShouldBe(5);
        kinds.Count(static kind => kind == PersonKinds.LockedOut).ShouldBe(1);
        kinds.Count(static kind => kind == PersonKinds.SignedIn).ShouldBe(2);
    }

    [Fact]
    public async Task A_revoked_session_opens_nothing_from_that_moment_on()
    {
        await using var rig = await AccountRig.StartAsync(End);
        using var first = await rig.FirstAsync();
        using var second = rig.Open();
        await second.SendAsync("/sign-in", "password", ("Name", "ada"), ("Password", AccountRig.Password));
        (await second.GetAsync("/account")).ShouldContain("Where you are signed in");

        await first.SendAsync("/account", "sessions", ("Session", ""));
        await second.GetAsync("/account");

        second.Location.ShouldStartWith("/sign-in");
        await first.GetAsync("/account");
        first.Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_name_that_is_not_there_takes_the_work_of_one_that_is()
    {
        await using var rig = await AccountRig.StartAsync(End);
        using var first = await rig.FirstAsync();
        var (known, unknown) = (new List<TimeSpan>(), new List<TimeSpan>());
        for (var turn = 0; turn < 7; turn++)
        {
            known.Add(await TakenAsync(rig, "ada"));
            unknown.Add(await TakenAsync(rig, "eve"));
        }

        // A password is hashed in tens of milliseconds; without that an answer takes a few. The quickest of each is what a busy machine
        // disturbs least, and the bounds are wide.
        (unknown.Min() / known.Min()).ShouldBeInRange(0.33, 3.0);
        (await rig.RecordsAsync()).ShouldAllBe(static one => !one.Payload.Contains("eve", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_terminals_code_is_closed_by_five_wrong_ones_and_replaced_when_it_is_an_hour_old()
    {
        await using var rig = await AccountRig.StartAsync(End);
        var first = rig.Get<FirstRun>();
        var code = rig.FirstCode();
        for (var turn = 0; turn < 5; turn++)
        {
            (await first.TryAsync("wrong", "ada", AccountRig.Password, new("", ""), End)).Secret.ShouldBeNull();
        }

        (await first.TryAsync(code, "ada", AccountRig.Password, new("", ""), End)).Secret.ShouldBeNull();
        first.Visited();
        rig.FirstCode().ShouldBe(code, "a new one comes after 15 minutes");
        rig.Wall.Advance(TimeSpan.FromMinutes(15));
        first.Visited();
        var second = rig.FirstCode();
        second.ShouldNotBe(code);
        rig.Wall.Advance(TimeSpan.FromHours(1));
        (await first.TryAsync(second, "ada", AccountRig.Password, new("", ""), End)).Secret.ShouldBeNull();
        first.Visited();
        (await first.TryAsync(rig.FirstCode(), "ada", AccountRig.Password, new("", ""), End)).Secret.ShouldNotBeNull();
        (await rig.RecordsAsync()).Count(static one => one.Kind == PersonKinds.LockedOut).ShouldBe(1);
    }

    private static async Task<TimeSpan> TakenAsync(AccountRig rig, string name)
    {
        var begin = TimeProvider.System.GetTimestamp();
        await rig.Get<SignInDesk>().ByPasswordAsync(name, "not at all right", new("", ""), End);
        return TimeProvider.System.GetElapsedTime(begin);
    }

    private static string Code(AccountRig rig, string key) => AuthenticatorCode.Of(key, AuthenticatorCode.Step(rig.Wall.GetUtcNow()));

    [GeneratedRegex("<code>([A-Z2-7]{32})</code>")]
    private static partial Regex Keys();

    [GeneratedRegex("[0-9a-z]{5}(?:-[0-9a-z]{5}){4}")]
    private static partial Regex Recoveries();
}
