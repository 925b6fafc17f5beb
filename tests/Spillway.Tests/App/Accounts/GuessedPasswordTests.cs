using System.Diagnostics;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Accounts.Persons;
using Spillway.App.Accounts.Sessions;
using Spillway.App.Accounts.SignIns;
using Spillway.Engine;
using Xunit;

namespace Spillway.Tests.App.Accounts;

public sealed class GuessedPasswordTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_common_password_that_is_long_enough_is_refused()
    {
        var library = typeof(Zxcvbn.Zxcvbn).Assembly;
        using var list = new StreamReader(library.GetManifestResourceStream("zxcvbn-core.Dictionaries.passwords.lst")!);
        var common = list.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        common.Length.ShouldBe(30_000);
        var lengthy = common.Where(static one => one.Length >= PasswordRule.Shortest).ToList();
        lengthy.Count.ShouldBe(229);

        lengthy.Where(static one => !GuessedPassword.Is(one, [])).ShouldBeEmpty();
        lengthy.Where(static one => !GuessedPassword.Is(char.ToUpperInvariant(one[0]) + one[1..], [])).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("michaeljackson")]
    [InlineData("chelseafc1905")]
    [InlineData("unbelievable1")]
    [InlineData("september2024!")]
    [InlineData("jonathan1985")]
    [InlineData("mississippi2019")]
    [InlineData("2wsx3edc4rfv")]
    [InlineData("zaq12wsxcde3")]
    [InlineData("20.11.1987.1987")]
    [InlineData("p4$$w0rd!@p4$$w0rd!@p4$$w0rd!@")]
    [InlineData("Kx8v2Kx8v2Kx8v2Kx8v2")]
    [InlineData("ronaldo7ronaldo7ron")]
    public void What_is_made_of_common_words_names_dates_rows_of_keys_and_repetitions_is_refused(string password) =>
        GuessedPassword.Is(password, []).ShouldBeTrue();

    [Theory]
    [InlineData("seven quiet turbines")]
    [InlineData("my grandmother sings at dusk")]
    [InlineData("kT9#vq-Lm27-xz")]
    [InlineData("七台安静的汽轮机在河边转动")]
    [InlineData("Blaue Lampe liest Tee")]
    public void A_passphrase_and_what_a_manager_draws_are_taken(string password) => GuessedPassword.Is(password, ["ada", "worked"]).ShouldBeFalse();

    [Theory]
    [InlineData("grimsvotnwest2")]
    [InlineData("hallgrimsvotn7")]
    public void What_a_stranger_knows_of_the_site_protects_nothing(string password)
    {
        GuessedPassword.Is(password, ["ada", "grimsvotn", "west", "hall"]).ShouldBeTrue();
        GuessedPassword.Is(password, []).ShouldBeFalse("elsewhere it is nobody's word");
    }

    [Fact]
    public void The_longest_password_that_is_taken_costs_no_more_than_a_moment()
    {
        GuessedPassword.Is("once to read the lists", []);
        var before = Process.GetCurrentProcess().TotalProcessorTime;

        foreach (var part in (string[])["4@8({[<369!|1$05+7%2", "a4", "2019", "1qaz2wsx", "p4$$w0rd!@x"])
        {
            GuessedPassword.Is(string.Concat(Enumerable.Repeat(part, PasswordRule.Longest))[..(PasswordRule.Longest - 1)] + "~", []);
        }

        // Of the whole process, other tests beside it included: generous.
        (Process.GetCurrentProcess().TotalProcessorTime - before).ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task The_framework_asks_before_an_account_gets_a_password_and_the_old_one_stays_where_it_refuses()
    {
        await using var rig = await AccountRig.StartAsync(Ct);
        using var browser = rig.Open();
        var code = rig.FirstCode();
        var refused = await browser.SendAsync("/first-run", "first", ("Code", code), ("Name", "ada"), ("Password", "michaeljackson"));
        refused.ShouldContain("that is no common one");
        refused.ShouldContain("four words or more");
        await browser.SendAsync("/first-run", "first", ("Code", code), ("Name", "ada"), ("Password", AccountRig.Password));
        browser.Location.ShouldEndWith("/account", customMessage: "the code stayed good");
        var session = rig.Get<SessionBook>().All.ShouldHaveSingleItem();

        var refusal = await Should.ThrowAsync<RefusedException>(() => rig.Get<OwnAccount>().ChangePasswordAsync(session, "september2024!", Ct));

        refusal.Code.ShouldBe(AccountErrors.BadPassword);
        refusal.What.ShouldContain("four words or more");
        using var other = rig.Open();
        await other.SendAsync("/sign-in", "password", ("Name", "ada"), ("Password", AccountRig.Password));
        other.Location.ShouldEndWith("/");
    }

    [Fact]
    public async Task A_password_opens_after_five_years_as_on_the_first_day()
    {
        await using var rig = await AccountRig.StartAsync(Ct);
        using var first = await rig.FirstAsync();

        // The account is made old, and not the clock put on: that would tick through five years of the desk's timers.
        await rig.Get<AccountsDoor>().DoAsync(
            static async users =>
            {
                var account = (await users.FindByNameAsync("ada"))!;
                (account.MadeAt, account.SignedInAt) = (account.MadeAt.AddYears(-5), account.SignedInAt?.AddYears(-5));
                (await users.UpdateAsync(account)).Succeeded.ShouldBeTrue();
                return true;
            },
            Ct);
        using var browser = rig.Open();

        await browser.SendAsync("/sign-in", "password", ("Name", "ada"), ("Password", AccountRig.Password));

        browser.Location.ShouldEndWith("/");
        rig.Get<SessionBook>().All.Length.ShouldBe(2);
    }
}
