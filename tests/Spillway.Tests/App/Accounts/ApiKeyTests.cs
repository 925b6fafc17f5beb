using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Accounts.Authority;
using Spillway.App.Accounts.Keys;
using Spillway.App.People;
using Spillway.Tests.App.Api;
using Xunit;

namespace Spillway.Tests.App.Accounts;

public sealed class ApiKeyTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_key_opens_its_actions_once_it_is_signed_and_nothing_else()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        var (secret, id, second) = await MakeAsync(rig, """{"name":"scada","actions":["see-desk","shed"],"days":30}""");

        (await rig.SendAsync(HttpMethod.Get, "/api/v1/status", null, secret)).Status.ShouldBe(HttpStatusCode.Unauthorized);
        await rig.SendAsync(HttpMethod.Post, $"/api/v1/seconds/{second}/break-glass", """{"because":"test"}""", ApiRig.Token);

        (await rig.SendAsync(HttpMethod.Get, "/api/v1/status", null, secret)).Status.ShouldBe(HttpStatusCode.OK);
        (await rig.SendAsync(HttpMethod.Get, "/api/v1/statement", null, secret)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await rig.SendAsync(HttpMethod.Post, "/api/v1/orders", """{"kind":"floor","to_mw":1,"reason":"x","by":"x"}""", secret)).Body["code"]!.ToString()
            .ShouldBe(AccountErrors.NotAllowed.Id);
        var shed = await rig.SendAsync(HttpMethod.Post, "/api/v1/orders", """{"kind":"shed","to_mw":0.1,"reason":"x","by":"somebody else"}""", secret);
        shed.Status.ShouldBe(HttpStatusCode.Created);
        ((string?)shed.Body["order"]!["by"]).ShouldBe("scada");

        (await rig.SendAsync(HttpMethod.Delete, $"/api/v1/keys/{id}", null, ApiRig.Token)).Status.ShouldBe(HttpStatusCode.OK);
        (await rig.SendAsync(HttpMethod.Get, "/api/v1/status", null, secret)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_key_that_nobody_has_signed_is_kept_nowhere()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        for (var number = 0; number < 50; number++)
        {
            await rig.SendAsync(HttpMethod.Put, $"/api/v1/roles/night-{number}", """{"actions":["see-desk"]}""", ApiRig.Token);
        }

        var (status, body) = await rig.SendAsync(HttpMethod.Post, "/api/v1/keys", """{"name":"scada","actions":["see-desk"]}""", ApiRig.Token);
        (status, (string?)body["code"]).ShouldBe((HttpStatusCode.UnprocessableEntity, AccountErrors.TooManyWait.Id));
        (await rig.GetAsync("/api/v1/keys")).Body["keys"]!.AsArray().ShouldBeEmpty();

        await rig.SendAsync(HttpMethod.Post, "/api/v1/seconds/two-1/decline", """{"because":"test"}""", ApiRig.Token);
        var (_, _, second) = await MakeAsync(rig, """{"name":"scada","actions":["see-desk"]}""");
        (await rig.GetAsync("/api/v1/keys")).Body["keys"]!.AsArray().ShouldBeEmpty("it waits");
        await rig.SendAsync(HttpMethod.Post, $"/api/v1/seconds/{second}/break-glass", """{"because":"test"}""", ApiRig.Token);
        ((bool?)(await rig.GetAsync("/api/v1/keys")).Body["keys"]!.AsArray().ShouldHaveSingleItem()!["signed"]).ShouldBe(true);
    }

    [Fact]
    public async Task A_key_for_one_group_moves_only_it_and_a_key_for_elsewhere_opens_nothing_here()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        var (group, _, first) = await MakeAsync(rig, """{"name":"hall-a only","actions":["see-desk","shed"],"groups":["hall-a"]}""");
        var (elsewhere, _, second) = await MakeAsync(rig, """{"name":"far","actions":["see-desk"],"ranges":["10.0.0.0/8"]}""");
        foreach (var request in new[] { first, second })
        {
            await rig.SendAsync(HttpMethod.Post, $"/api/v1/seconds/{request}/break-glass", """{"because":"test"}""", ApiRig.Token);
        }

        (await rig.SendAsync(HttpMethod.Post, "/api/v1/orders", """{"kind":"hold","state":"off","group":"hall-a","reason":"x","by":"x"}""", group)).Status.ShouldBe(HttpStatusCode.Created);
        (await rig.SendAsync(HttpMethod.Post, "/api/v1/orders", """{"kind":"hold","state":"off","group":"hall-b","reason":"x","by":"x"}""", group)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await rig.SendAsync(HttpMethod.Post, "/api/v1/orders", """{"kind":"shed","to_mw":0,"reason":"x","by":"x"}""", group)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await rig.SendAsync(HttpMethod.Get, "/api/v1/status", null, elsewhere)).Status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("""{"name":"","actions":["see-desk"]}""", "name")]
    [InlineData("""{"name":"local","actions":["see-desk"]}""", "signed with")]
    [InlineData("""{"name":"local (for ann)","actions":["see-desk"]}""", "signed with")]
    [InlineData("""{"name":"x","actions":[]}""", "none is named")]
    [InlineData("""{"name":"x","actions":["break-glass"]}""", "for people only")]
    [InlineData("""{"name":"x","actions":["see-desk"],"days":367}""", "366 days")]
    [InlineData("""{"name":"x","actions":["see-desk"],"ranges":["ten"]}""", "'ten' is no range")]
    [InlineData("""{"name":"x","actions":["fly"]}""", "'fly' is no action")]
    [InlineData("""{"name":"x","actions":["shed"],"groups":[""]}""", "'' is none of hall-a, hall-b")]
    [InlineData("""{"name":"x","actions":["shed"],"groups":["hall-a hall-b"]}""", "'hall-a hall-b' is none of")]
    [InlineData("""{"name":"x","actions":["shed"],"groups":["hall-z"]}""", "'hall-z' is none of")]
    [InlineData("""{"name":"x","actions":["see-desk"],"days":2147483647}""", "1 to 366 days")]
    [InlineData("""{"name":"x","actions":["see-desk"],"days":0}""", "1 to 366 days")]
    public async Task A_key_that_cannot_be_is_refused_with_what_is_wrong(string body, string expected)
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        var (status, answer) = await rig.SendAsync(HttpMethod.Post, "/api/v1/keys", body, ApiRig.Token);

        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        ((string?)answer["detail"]).ShouldNotBeNull().ShouldContain(expected);
    }

    [Fact]
    public async Task The_store_holds_no_secret()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        var (secret, _, _) = await MakeAsync(rig, """{"name":"scada","actions":["see-desk"]}""");

        foreach (var file in Directory.GetFiles(rig.Folder, "desk.db*"))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            (await reader.ReadToEndAsync(Ct)).ShouldNotContain(secret.Split('_')[2]);
        }
    }

    [Fact]
    public async Task A_role_of_ones_own_waits_for_another_person_and_then_holds()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        var (status, body) = await rig.SendAsync(HttpMethod.Put, "/api/v1/roles/night", """{"actions":["see-desk","stop"]}""", ApiRig.Token);
        status.ShouldBe(HttpStatusCode.Accepted);
        (await rig.GetAsync("/api/v1/roles")).Body.ToJsonString().ShouldNotContain("night");

        await rig.SendAsync(HttpMethod.Post, $"/api/v1/seconds/{body["second"]!["id"]}/break-glass", """{"because":"test"}""", ApiRig.Token);

        (await rig.GetAsync("/api/v1/roles")).Body.ToJsonString().ShouldContain("night");
        (await rig.SendAsync(HttpMethod.Put, "/api/v1/roles/operator", """{"actions":["see-desk"]}""", ApiRig.Token)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task What_names_an_action_that_is_no_longer_there_is_read_without_it()
    {
        const string Secret = "old-but-good";
        await using var rig = await ApiRig.StartAsync(Ct, furnish: room =>
        {
            var store = new DeskStore(room.DataFolder);
            _ = new CustomRoles(store, new(null, TimeProvider.System), new(store, TimeProvider.System));
            var now = SystemClock.Instance.GetCurrentInstant();
            new ApiKeyTable(store).Write(new(
                "abcdefgh", "scada", [.. SHA256.HashData(Encoding.ASCII.GetBytes(Secret))], [DeskAction.SeeDesk], [], [], "ann", now, now + Duration.FromDays(9000), true, null));
            using var connection = store.Open();
            using var command = connection.CreateCommand();
            command.CommandText = """
                UPDATE apikey_key SET actions = 'command-machines see-desk';
                INSERT INTO role_role (name, actions) VALUES ('night', 'see-desk command-machines stop'), ('alone', 'command-machines');
                """;
            command.ExecuteNonQuery();
            return room;
        });

        (await rig.SendAsync(HttpMethod.Get, "/api/v1/status", null, "spillway_abcdefgh_" + Secret)).Status.ShouldBe(HttpStatusCode.OK);
        var roles = rig.Services.GetRequiredService<AuthorityDesk>().Roles.All;
        roles["night"].ShouldBe([DeskAction.SeeDesk, DeskAction.Stop], ignoreOrder: true);
        roles["alone"].ShouldBeEmpty();
        (await rig.GetAsync("/api/v1/roles")).Body.ToJsonString().ShouldNotContain("command-machines");
        (await rig.GetAsync("/api/v1/me")).Body.ToJsonString().ShouldNotContain("command-machines");
    }

    private static async Task<(string Secret, string Id, string Second)> MakeAsync(ApiRig rig, string body)
    {
        var (status, answer) = await rig.SendAsync(HttpMethod.Post, "/api/v1/keys", body, ApiRig.Token);
        status.ShouldBe(HttpStatusCode.Created);
        return ((string)answer["secret"]!, (string)answer["key"]!["id"]!, (string)answer["second"]!["id"]!);
    }
}
