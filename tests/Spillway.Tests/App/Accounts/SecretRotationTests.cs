using System.Net;
using Shouldly;
using Spillway.App.Composition;
using Spillway.Tests.App.Api;
using Spillway.Tests.App.Cli;
using Xunit;

namespace Spillway.Tests.App.Accounts;

/// <summary>What docs/reference/security.md says of how secrets are changed, done.</summary>
public sealed class SecretRotationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_token_a_key_and_the_secret_of_a_webhook_are_replaced_and_what_was_before_opens_nothing()
    {
        using var screen = new Screen();
        var before = TokenFile.ReadOrMake(screen.Folder);
        File.Delete(Path.Combine(screen.Folder, TokenFile.FileName));
        var now = TokenFile.ReadOrMake(screen.Folder);
        now.ShouldNotBe(before);

        await using var rig = await ApiRig.StartAsync(Ct, furnish: room => room with { Token = now });
        (await StatusAsync(rig, before)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(rig, now)).ShouldBe(HttpStatusCode.OK);

        var (first, second) = (await KeyAsync(rig, now), await KeyAsync(rig, now));
        (await StatusAsync(rig, first)).ShouldBe(HttpStatusCode.OK, "both are good until the old one is ended");
        (await rig.SendAsync(HttpMethod.Delete, $"/api/v1/keys/{first.Split('_')[1]}", null, now)).Status.ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(rig, first)).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(rig, second)).ShouldBe(HttpStatusCode.OK);

        var (old, oldSecret) = await WebhookAsync(rig, now);
        var (other, otherSecret) = await WebhookAsync(rig, now);
        otherSecret.ShouldNotBe(oldSecret);
        (await rig.SendAsync(HttpMethod.Delete, $"/api/v1/webhooks/{old}", null, now)).Status.ShouldBe(HttpStatusCode.OK);
        var (_, kept) = await rig.SendAsync(HttpMethod.Get, "/api/v1/webhooks", null, now);
        ((string?)kept["webhooks"]!.AsArray().ShouldHaveSingleItem()!["id"]).ShouldBe(other);
    }

    private static async Task<HttpStatusCode> StatusAsync(ApiRig rig, string secret) => (await rig.SendAsync(HttpMethod.Get, "/api/v1/status", null, secret)).Status;

    private static async Task<string> KeyAsync(ApiRig rig, string token)
    {
        var (_, answer) = await rig.SendAsync(HttpMethod.Post, "/api/v1/keys", """{"name":"scada","actions":["see-desk"]}""", token);
        await rig.SendAsync(HttpMethod.Post, $"/api/v1/seconds/{answer["second"]!["id"]}/break-glass", """{"because":"test"}""", token);
        return (string)answer["secret"]!;
    }

    private static async Task<(string Id, string Secret)> WebhookAsync(ApiRig rig, string token)
    {
        var (_, made) = await rig.SendAsync(HttpMethod.Post, "/api/v1/webhooks", """{"target":"https://192.0.2.7/hook"}""", token);
        return ((string)made["id"]!, (string)made["secret"]!);
    }
}
