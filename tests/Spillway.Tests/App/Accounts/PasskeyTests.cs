using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Shouldly;
using Spillway.App.Accounts.Persons;
using Spillway.App.Accounts.Sessions;
using Xunit;

namespace Spillway.Tests.App.Accounts;

/// <summary>A passkey opens what wrong passwords have closed, and nothing that an administrator has.</summary>
public sealed partial class PasskeyTests
{
    private const string Host = "localhost";
    private static readonly byte[] _credential = [1, 2, 3, 4, 5, 6, 7, 8];

    [Fact]
    public async Task A_passkey_opens_an_account_that_a_strangers_guesses_have_locked_out_and_none_that_is_locked()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var rig = await AccountRig.StartAsync(TestContext.Current.CancellationToken);
        using var first = await rig.FirstAsync();
        await ChangeAsync(rig, async (users, account) => await users.AddOrUpdatePasskeyAsync(
            account, new(_credential, CosePublic(key), rig.Wall.GetUtcNow(), 0, null, true, false, false, [], [])));
        using var stranger = rig.Open();
        for (var turn = 0; turn < 5; turn++)
        {
            await stranger.SendAsync("/sign-in", "password", ("Name", "ada"), ("Password", "not at all right"));
        }

        (await stranger.SendAsync("/sign-in", "password", ("Name", "ada"), ("Password", AccountRig.Password))).ShouldContain("did not open");
        using var owner = rig.Open(Host);
        await SignInAsync(rig, owner, key);
        owner.Location.ShouldEndWith("/");
        rig.Get<SessionBook>().All.Select(static one => one.Way).ShouldContain("passkey");

        await ChangeAsync(rig, static async (users, account) =>
        {
            account.IsLocked = true;
            await users.UpdateAsync(account);
        });
        using var locked = rig.Open(Host);
        await SignInAsync(rig, locked, key);
        locked.Page.ShouldContain("did not open");
    }

    private static async Task ChangeAsync(AccountRig rig, Func<AccountUsers, Account, Task> change) => await rig.Get<AccountsDoor>().DoAsync(
        async users =>
        {
            await change(users, (await users.FindByNameAsync("ada"))!);
            return true;
        },
        TestContext.Current.CancellationToken);

    // What a device does: it signs the challenge of the page for the name of the desk.
    private static async Task SignInAsync(AccountRig rig, Browser browser, ECDsa key)
    {
        var challenge = Challenges().Match(await browser.GetAsync("/sign-in")).Groups[1].Value;
        var id = "";
        await ChangeAsync(rig, (_, account) =>
        {
            id = account.Id;
            return Task.CompletedTask;
        });
        var asked = Encoding.UTF8.GetBytes(new JsonObject { ["type"] = "webauthn.get", ["challenge"] = challenge, ["origin"] = browser.Desk.GetLeftPart(UriPartial.Authority), ["crossOrigin"] = false }.ToJsonString());
        const byte IsThereAndVerified = 0x05;
        byte[] device = [.. SHA256.HashData(Encoding.ASCII.GetBytes(Host)), IsThereAndVerified, 0, 0, 0, 0];
        var signature = key.SignData([.. device, .. SHA256.HashData(asked)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        var credential = new JsonObject
        {
            ["id"] = Base64Url.EncodeToString(_credential),
            ["rawId"] = Base64Url.EncodeToString(_credential),
            ["type"] = "public-key",
            ["clientExtensionResults"] = new JsonObject(),
            ["response"] = new JsonObject
            {
                ["clientDataJSON"] = Base64Url.EncodeToString(asked),
                ["authenticatorData"] = Base64Url.EncodeToString(device),
                ["signature"] = Base64Url.EncodeToString(signature),
                ["userHandle"] = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(id)),
            },
        };
        await browser.AgainAsync("/sign-in", "passkey", ("Credential", credential.ToJsonString()));
    }

    // A map of five: key type 2 (two coordinates), algorithm -7 (ES256), curve 1 (P-256), x and y of 32 bytes.
    private static byte[] CosePublic(ECDsa key)
    {
        var point = key.ExportParameters(false).Q;
        return [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
    }

    [GeneratedRegex("\"challenge\":\"([^\"]+)\"")]
    private static partial Regex Challenges();
}
