using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Accounts.SignIns;
using Xunit;

namespace Spillway.Tests.App.Accounts;

/// <summary>What people prove themselves by stands in no record, in no line for the operator, and in no file but as its hash.</summary>
public sealed class PeopleSecretsTests
{
    private const string Wrong = "nine noisy condensers";
    private const string InTheWrongField = "eight humming inverters";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_password_code_or_session_is_written_down_whether_it_was_right_or_wrong_or_in_the_wrong_field()
    {
        await using var rig = await AccountRig.StartAsync(Ct);
        var firstCode = rig.FirstCode();
        using var browser = await rig.FirstAsync();
        var session = browser.Cookies.Single(static one => one.Name.StartsWith("spillway-session-", StringComparison.Ordinal)).Value;
        await browser.SendAsync("/account", "draw");
        var seed = ShownSecrets.Seed(browser.Page);
        var confirmed = await browser.AgainAsync("/account", "confirm", ("Code", AuthenticatorCode.Of(seed, AuthenticatorCode.Step(rig.Wall.GetUtcNow()))));
        var recovery = ShownSecrets.RecoveryCodes(confirmed);
        recovery.Count.ShouldBe(10);
        using var other = rig.Open();
        await other.SendAsync("/sign-in", "password", ("Name", InTheWrongField), ("Password", Wrong));
        await other.SendAsync("/sign-in", "password", ("Name", "ada"), ("Password", Wrong));
        var invitation = (await rig.InvitedAsync("bob", Roles.Viewer)).Code;

        string[] secrets = [AccountRig.Password, Wrong, InTheWrongField, session, invitation, .. recovery];
        var records = string.Join('\n', (await rig.RecordsAsync()).Select(static one => one.Payload));
        var lines = string.Join('\n', rig.Said());
        var files = string.Concat(Directory.GetFiles(rig.Desk.Folder, "*", SearchOption.AllDirectories).Select(ShownSecrets.OpenFile));
        files.ShouldContain("CREATE TABLE", Case.Insensitive, "the file of accounts is really read");
        files.ShouldContain("ada");
        foreach (var secret in secrets)
        {
            secret.Length.ShouldBeGreaterThan(19);
            (records + lines).Contains(secret, StringComparison.OrdinalIgnoreCase).ShouldBeFalse();
            files.Contains(secret, StringComparison.OrdinalIgnoreCase).ShouldBeFalse();
        }

        // The code of the terminal is said there, and nowhere else; the seed of an authenticator is needed again, and stands sealed in the file of accounts.
        (records + files).Contains(firstCode, StringComparison.Ordinal).ShouldBeFalse();
        seed.Length.ShouldBe(32);
        (records + lines + files).Contains(seed, StringComparison.Ordinal).ShouldBeFalse();
        files.ShouldContain("sealed:");
    }
}
