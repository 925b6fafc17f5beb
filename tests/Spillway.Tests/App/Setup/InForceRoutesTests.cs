using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using Shouldly;
using Spillway.App.Composition;
using Spillway.App.Inventory;
using Spillway.Tests.App.Api;
using Spillway.Tests.App.Cli;
using Spillway.Tests.App.Sites;
using Xunit;

namespace Spillway.Tests.App.Setup;

/// <summary>What the pages of the set-up and of a machine show, over the API: as the commands write it.</summary>
public sealed class InForceRoutesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Settings_and_rules_are_those_of_the_commands()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        using var screen = new Screen();
        screen.Run("config", screen.Write("site.yaml", BadSiteFiles.Good), "--json", "-").ShouldBe(0, screen.Errors);
        var config = JsonNode.Parse(screen.Output)!;

        var (status, settings) = await rig.GetAsync("/api/v1/site/settings");
        var (found, rules) = await rig.GetAsync("/api/v1/site/rules");

        (status, found).ShouldBe((HttpStatusCode.OK, HttpStatusCode.OK));
        settings["settings"]!.ToJsonString().ShouldBe(config["settings"]!.ToJsonString());
        settings["settings"]!.AsArray().Select(static one => (string)one!["origin"]!).Distinct().Order(StringComparer.Ordinal).ShouldContain("default");
        screen.Run("rules", "show", "ercot", "--at", "2024-07-15", "--json", "-").ShouldBe(0, screen.Errors);
        rules["rules"]!.ToJsonString().ShouldBe(JsonNode.Parse(screen.Output)!["rules"]!.ToJsonString());
        ((string?)rules["market"]).ShouldBe("ercot");
    }

    [Fact]
    public async Task A_search_is_estimated_and_contacts_nobody()
    {
        await using var rig = await ApiRig.StartAsync(Ct);

        var (_, answer) = await rig.GetAsync("/api/v1/search/estimate?ranges=10.1.0.0/24&rate=64");
        var (wide, refusal) = await rig.GetAsync("/api/v1/search/estimate?ranges=10.0.0.0/8");
        var (none, _) = await rig.GetAsync("/api/v1/search/estimate");

        ((int)answer["addresses"]!, (int)answer["at_least_seconds"]!).ShouldBe((256, 4));
        ((string?)(await rig.GetAsync("/api/v1/search")).Body["state"]).ShouldBe("none");
        (wide, none).ShouldBe((HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity));
        ((string?)refusal["code"])!.ShouldStartWith("SW");
    }

    [Fact]
    public async Task A_machines_last_answer_comes_byte_for_byte_and_only_to_whoever_reads_the_journal()
    {
        var (address, said) = (IPAddress.Parse("10.9.0.7"), Encoding.UTF8.GetBytes("{\"STATUS\":\"S\"}\0"));
        await using var rig = await ApiRig.StartAsync(Ct, furnish: room =>
        {
            using (var inventory = SiteInventory.Of(room.View.Site, room.DataFolder))
            {
                inventory.Take([new InventoryRow { Role = MachineRole.Miner, Group = new("hall-a"), Address = address, Mac = "02:00:00:00:00:07" }], Instant.FromUtc(2026, 1, 1, 0, 0));
            }

            return room;
        });
        await HeardAsync(rig.Folder, address, said);

        var (status, body) = await rig.GetAsync("/api/v1/polls?machine=hall-a/0");

        status.ShouldBe(HttpStatusCode.OK);
        var answer = body["answers"]!.AsArray().ShouldHaveSingleItem()!;
        ((string?)answer["machine"], (string?)answer["answer_base64"], (int)answer["bytes"]!).ShouldBe(("10.9.0.7", Convert.ToBase64String(said), said.Length));
        (await rig.GetAsync("/api/v1/polls?machine=hall-a/1")).Body["answers"]!.AsArray().ShouldBeEmpty();
        (await rig.GetAsync("/api/v1/polls?machine=hall-z/1")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await rig.SendAsync(HttpMethod.Get, "/api/v1/polls?machine=hall-a/0", null, await rig.KeyAsync("see-fleet"))).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static async Task HeardAsync(string folder, IPAddress address, byte[] said)
    {
        var keeper = new PollKeeper(folder, 16, static _ => { });
        await using (keeper)
        {
            keeper.Start(TimeProvider.System);
            keeper.Heard(address, said);
        }
    }
}
