using Microsoft.Data.Sqlite;
using Shouldly;
using Spillway.App.Accounts.Persons;
using Spillway.App.Accounts.Sessions;
using Spillway.App.Accounts.SignIns;
using Xunit;

namespace Spillway.Tests.App.Accounts;

/// <summary>Secrets of authenticators in the file of accounts: sealed by keys that lie apart from it, and those of older versions too from the next start on.</summary>
public sealed class SealedSeedTests : IDisposable
{
    private readonly DirectoryInfo _kept = Directory.CreateTempSubdirectory("spillway-seeds-");

    private static CancellationToken End => TestContext.Current.CancellationToken;

    public void Dispose() => _kept.Delete(recursive: true);

    [Fact]
    public async Task A_secret_that_an_older_version_left_as_it_is_opens_the_account_and_is_sealed_at_the_next_start()
    {
        var (seed, _) = await KeptAsync(keepsKeys: false, isPlain: true);
        Text(_kept.FullName).Contains(seed, StringComparison.Ordinal).ShouldBeTrue("so it lies in a file of before");

        await using var rig = await LaterAsync();
        (await SignInAsync(rig, Code(rig, seed))).ShouldBe("password and code");

        var now = Text(rig.Desk.Folder);
        now.ShouldContain("CREATE TABLE", Case.Insensitive, "the file is really read");
        now.Contains(seed, StringComparison.Ordinal).ShouldBeFalse("in no page of the file, free ones too");
    }

    [Fact]
    public async Task A_sealed_secret_outlasts_a_restart_beside_its_keys()
    {
        var (seed, _) = await KeptAsync(keepsKeys: true, isPlain: false);
        Text(_kept.FullName).Contains(seed, StringComparison.Ordinal).ShouldBeFalse();

        await using var rig = await LaterAsync();

        (await SignInAsync(rig, Code(rig, seed))).ShouldBe("password and code");
        rig.Said().ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_its_keys_a_secret_opens_nothing_and_the_desk_says_what_does()
    {
        var (seed, recovery) = await KeptAsync(keepsKeys: false, isPlain: false);

        await using var rig = await LaterAsync();

        rig.Said().ShouldHaveSingleItem().ShouldStartWith("The authenticators of 1 accounts cannot be read");
        (await SignInAsync(rig, Code(rig, seed))).ShouldBeNull();
        (await SignInAsync(rig, recovery)).ShouldBe("password and recovery code");
    }

    // What a desk leaves of an administrator with an authenticator.
    private async Task<(string Seed, string Recovery)> KeptAsync(bool keepsKeys, bool isPlain)
    {
        await using var rig = await AccountRig.StartAsync(End);
        using var browser = await rig.FirstAsync();
        await browser.SendAsync("/account", "draw");
        var seed = ShownSecrets.Seed(browser.Page);
        var recovery = ShownSecrets.RecoveryCodes(await browser.AgainAsync("/account", "confirm", ("Code", Code(rig, seed))))[0];
        var copy = Path.Combine(_kept.FullName, AccountsContext.FileName);
        using (var to = Open(copy))
        {
            using (var from = Open(Path.Combine(rig.Desk.Folder, AccountsContext.FileName)))
            {
                from.BackupDatabase(to);
            }

            if (isPlain)
            {
                using var change = to.CreateCommand();
                change.CommandText = "UPDATE AspNetUserTokens SET Value = $seed WHERE Value LIKE 'sealed:%'";
                change.Parameters.AddWithValue("$seed", seed);
                change.ExecuteNonQuery().ShouldBe(1);
            }
        }

        var keys = Path.Combine(rig.Desk.Folder, "console-keys");
        foreach (var key in keepsKeys ? Directory.GetFiles(keys) : [])
        {
            Directory.CreateDirectory(Path.Combine(_kept.FullName, "console-keys"));
            File.Copy(key, Path.Combine(_kept.FullName, "console-keys", Path.GetFileName(key)));
        }

        return (seed, recovery);
    }

    // Another start of the desk; a step of the authenticator whose code was taken is over by then.
    private async Task<AccountRig> LaterAsync()
    {
        var rig = await AccountRig.StartAsync(End, prepare: PutBack);
        rig.Wall.Advance(TimeSpan.FromMinutes(1));
        return rig;
    }

    private void PutBack(string folder)
    {
        foreach (var file in Directory.GetFiles(_kept.FullName, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(folder, Path.GetRelativePath(_kept.FullName, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }

    // The way of the session; null where none began.
    private static async Task<string?> SignInAsync(AccountRig rig, string code)
    {
        var desk = rig.Get<SignInDesk>();
        var first = await desk.ByPasswordAsync("ada", AccountRig.Password, new("127.0.0.1", ""), End);
        var second = await desk.ByCodeAsync(first.Waiting.ShouldNotBeNull(), code, new("127.0.0.1", ""), End);
        return second.Secret is { } secret ? rig.Get<SessionBook>().Find(secret)!.Way : null;
    }

    private static string Code(AccountRig rig, string seed) => AuthenticatorCode.Of(seed, AuthenticatorCode.Step(rig.Wall.GetUtcNow()));

    private static SqliteConnection Open(string file)
    {
        var database = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        database.Open();
        return database;
    }

    private static string Text(string folder) => string.Concat(Directory.GetFiles(folder, "accounts.db*").Select(ShownSecrets.OpenFile));
}
