using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Inventory;
using Spillway.App.Machines;
using Spillway.App.Setup;
using Spillway.Engine;
using Spillway.Tests.App.Accounts;
using Spillway.Tests.App.Api;
using Xunit;

namespace Spillway.Tests.App.Setup;

/// <summary>The inventory and the price archive as the console and the API change them: reviewed, kept as reviewed, and put back.</summary>
public sealed class InventoryDeskTests
{
    private const string Head = "group,role,address,mac\n";
    private static readonly Actor _operator = new("2", "oto", ActorKind.Person, [Roles.Operator], []);
    private static readonly Actor _viewer = new("3", "cho", ActorKind.Person, [Roles.Viewer], []);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_is_reviewed_kept_seen_on_the_pages_of_the_machines_and_taken_back()
    {
        await using var rig = await AccountRig.StartAsync(Ct);
        var (desk, directory) = (rig.Services.GetRequiredService<InventoryDesk>(), rig.Services.GetRequiredService<MachineDirectory>());
        var draft = desk.ReviewFile(_operator, "../rows.csv", Encoding.UTF8.GetBytes(Head + "hall-a,miner,10.1.0.1,02:00:00:00:00:01\n"));

        (draft.Detail, draft.Review.Count(MachineChangeKind.Added), directory.Inventory(0)).ShouldBe(("rows.csv", 1, null));
        Should.Throw<RefusedException>(() => desk.ReviewFile(_viewer, "x", [])).Code.ShouldBe(AccountErrors.NotAllowed);
        (await Should.ThrowAsync<RefusedException>(desk.KeepAsync(_operator, draft.Id, SeenTag.Of("other"), Ct))).Code.ShouldBe(ApiErrors.Changed);
        (await desk.KeepAsync(_operator, draft.Id, SeenTag.Of(draft.Tag), Ct)).Version.ShouldBe(1);
        directory.Inventory(0).ShouldNotBeNull().Mac.ShouldBe("02:00:00:00:00:01");
        (await Should.ThrowAsync<RefusedException>(desk.KeepAsync(_operator, draft.Id, SeenTag.Any, Ct))).Code.ShouldBe(SetupErrors.ReviewGone);

        var second = desk.ReviewFile(_operator, "rows.csv", Encoding.UTF8.GetBytes(Head + "hall-a,miner,10.1.0.2,02:00:00:00:00:01\n"));
        second.Review.Changes.ShouldHaveSingleItem().Kind.ShouldBe(MachineChangeKind.Moved);
        await desk.KeepAsync(_operator, second.Id, SeenTag.Any, Ct);
        var back = desk.ReviewVersion(_operator, 1);
        await desk.KeepAsync(_operator, back.Id, SeenTag.Of(back.Tag), Ct);

        directory.Inventory(0)!.Address.ShouldBe(IPAddress.Parse("10.1.0.1"));
        desk.Versions().Select(static one => (one.Number, one.By, one.Kind, one.Detail)).ShouldBe(
            [(3, "oto", InventoryDeedKind.Restore, "1"), (2, "oto", InventoryDeedKind.Import, "rows.csv"), (1, "oto", InventoryDeedKind.Import, "rows.csv")]);
        (await rig.RecordsAsync()).Select(static one => one.Kind).ShouldBe(["inventory.imported", "inventory.imported", "inventory.restored"]);
    }

    [Fact]
    public async Task A_review_is_not_kept_where_the_inventory_changed_a_row_is_refused_or_newer_reviews_took_its_place()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        var desk = rig.Services.GetRequiredService<InventoryDesk>();
        InventoryDraft Draft(string rows) => desk.ReviewFile(_operator, "rows.csv", Encoding.UTF8.GetBytes(Head + rows));
        var (first, second) = (Draft(",miner,10.1.0.1,\n"), Draft(",miner,10.1.0.2,\n"));
        await desk.KeepAsync(_operator, first.Id, SeenTag.Any, Ct);

        (await Should.ThrowAsync<RefusedException>(desk.KeepAsync(_operator, second.Id, SeenTag.Any, Ct))).Code.ShouldBe(InventoryErrors.OtherVersion);
        var bad = Draft(",miner,10.1.0.3,\n,pump,10.1.0.4,\n");
        var refusal = await Should.ThrowAsync<RefusedException>(desk.KeepAsync(_operator, bad.Id, SeenTag.Any, Ct));
        (refusal.Code, refusal.What).ShouldBe((SetupErrors.NotWhole, "1 rows of 'rows.csv' are refused, the first in line 3."));
        for (var count = 0; count < InventoryDesk.MostDrafts; count++)
        {
            Draft(",miner,10.1.0.5,\n");
        }

        Should.Throw<RefusedException>(() => desk.Of(bad.Id)).Code.ShouldBe(SetupErrors.ReviewGone);
        Should.Throw<RefusedException>(() => desk.ReviewFile(_operator, "x", new byte[InventoryDesk.MostBytes + 1])).Code.ShouldBe(SetupErrors.TooMuch);
    }

    [Fact]
    public async Task The_API_reviews_by_pages_keeps_only_what_was_seen_and_puts_versions_back()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        var rows = string.Concat(Enumerable.Range(0, 250).Select(static at => $",miner,10.1.{at / 200}.{at % 200 + 1},\n"));

        var (status, review) = await rig.SendAsync(HttpMethod.Post, "/api/v1/inventory/reviews?name=rows.csv&limit=200", Head + rows, ApiRig.Token);
        (status, (int)review["added"]!, review["changes"]!.AsArray().Count, (int)review["next"]!).ShouldBe((HttpStatusCode.Created, 250, 200, 200));
        var id = (string)review["id"]!;
        var (_, rest) = await rig.GetAsync($"/api/v1/inventory/reviews/{id}?after=200&limit=200");
        (rest["changes"]!.AsArray().Count, rest["next"]).ShouldBe((50, (JsonNode?)null));

        var (kept, answer) = await rig.SendAsync(HttpMethod.Post, $"/api/v1/inventory/reviews/{id}/keep", "", ApiRig.Token);
        (kept, (int)answer["version"]!).ShouldBe((HttpStatusCode.OK, 1));
        (await rig.GetAsync($"/api/v1/inventory/reviews/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        var (_, more) = await rig.SendAsync(HttpMethod.Post, "/api/v1/inventory/reviews", Head + ",miner,10.9.0.1,\n", ApiRig.Token);
        await rig.SendAsync(HttpMethod.Post, $"/api/v1/inventory/reviews/{more["id"]}/keep", "", ApiRig.Token);
        var (_, back) = await rig.SendAsync(HttpMethod.Post, "/api/v1/inventory/versions/1/review", "", ApiRig.Token);
        ((int)back["removed"]!, (int)back["same"]!).ShouldBe((1, 250));
        (await rig.SendAsync(HttpMethod.Delete, $"/api/v1/inventory/reviews/{back["id"]}", null, ApiRig.Token)).Body["versions"]!.AsArray().Count.ShouldBe(2);
        (await rig.SendAsync(HttpMethod.Post, "/api/v1/inventory/versions/9/review", "", ApiRig.Token)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await rig.SendAsync(HttpMethod.Post, "/api/v1/search/review", "{}", ApiRig.Token)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await rig.SendAsync(HttpMethod.Post, "/api/v1/inventory/reviews", Head, await rig.KeyAsync("see-fleet"))).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Prices_are_checked_imported_and_taken_back_over_the_API()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        const string First = "interval_start_utc,LZ_WEST\n2024-06-01T05:00:00Z,20.5\n2024-06-01T05:15:00Z,21\n";

        var (status, check) = await rig.SendAsync(HttpMethod.Post, "/api/v1/imports/check?name=a.csv", First, ApiRig.Token);
        (status, (int)check["version"]!, (int)check["new"]!, (int)check["series"]![0]!["new_days"]!).ShouldBe((HttpStatusCode.OK, 0, 2, 1));
        (await rig.GetAsync("/api/v1/imports/versions")).Body["versions"]!.AsArray().ShouldBeEmpty();
        await rig.SendAsync(HttpMethod.Post, "/api/v1/imports?name=a.csv", First, ApiRig.Token);
        await rig.SendAsync(HttpMethod.Post, "/api/v1/imports?name=b.csv", First.Replace("20.5", "22.5", StringComparison.Ordinal), ApiRig.Token);

        var (_, back) = await rig.GetAsync("/api/v1/imports/versions/1");
        ((int)back["changed"]!, (decimal)back["changes"]![0]!["before"]!, (decimal)back["changes"]![0]!["after"]!).ShouldBe((1, 22.5m, 20.5m));
        var (done, restored) = await rig.SendAsync(HttpMethod.Post, "/api/v1/imports/versions/1/restore", "", ApiRig.Token);
        (done, (int)restored["version"]!).ShouldBe((HttpStatusCode.OK, 3));
        var versions = (await rig.GetAsync("/api/v1/imports/versions")).Body["versions"]!.AsArray();
        versions.Select(static one => ((int)one!["number"]!, (int?)one["back_to"])).ShouldBe([(3, 1), (2, null), (1, null)]);
        (await rig.SendAsync(HttpMethod.Post, "/api/v1/imports/versions/9/restore", "", ApiRig.Token)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_import_is_of_the_files_and_the_archive_that_were_reviewed()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        var imports = rig.Services.GetRequiredService<PriceImports>();
        var trader = new Actor("1", "tia", ActorKind.Person, [Roles.Trader], []);
        static ImportedFile File(int price) => new("a.csv", Encoding.UTF8.GetBytes($"interval_start_utc,LZ_WEST\n2024-06-01T05:00:00Z,{price}\n2024-06-01T05:15:00Z,21\n"));
        using var first = await imports.ReviewAsync(trader, [File(1)], Ct);
        using var second = await imports.ReviewAsync(trader, [File(2)], Ct);

        (await Should.ThrowAsync<RefusedException>(imports.ImportAsync(trader, [File(2)], SeenTag.Of(first.Tag), Ct))).Code.ShouldBe(ApiErrors.Changed);
        await imports.ImportAsync(trader, first.Files, SeenTag.Of(first.Tag), Ct);
        (await Should.ThrowAsync<RefusedException>(imports.ImportAsync(trader, second.Files, SeenTag.Of(second.Tag), Ct))).Code.ShouldBe(ApiErrors.Changed);
        second.Dispose();
        Should.Throw<RefusedException>(() => second.Files).Code.ShouldBe(SetupErrors.ReviewGone);
        imports.Versions().ShouldHaveSingleItem().By.ShouldBe("tia");
    }
}
