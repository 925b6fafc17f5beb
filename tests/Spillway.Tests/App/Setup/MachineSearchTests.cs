using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Setup;
using Spillway.Engine;
using Spillway.Tests.App.Api;
using Xunit;

namespace Spillway.Tests.App.Setup;

public sealed class MachineSearchTests
{
    private static readonly Actor _operator = new("2", "oto", ActorKind.Person, [Roles.Operator], []);
    private static readonly Actor _viewer = new("3", "cho", ActorKind.Person, [Roles.Viewer], []);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void An_estimate_counts_addresses_and_refuses_what_the_command_line_refuses()
    {
        var (addresses, atLeast) = MachineSearch.Estimate(new("10.1.0.0/24", false, 64, 0));
        (addresses, atLeast.TotalSeconds).ShouldBe((256, 4.0));

        Should.Throw<RefusedException>(static () => MachineSearch.Estimate(new("10.0.0.0/8", false, 500, 0)));
        Should.Throw<RefusedException>(static () => MachineSearch.Estimate(new("not an address", false, 500, 0)));
        Should.Throw<RefusedException>(static () => MachineSearch.Estimate(new("10.1.0.0/24", false, 0, 0)));
    }

    [Fact]
    public async Task A_search_runs_in_the_background_and_is_called_off()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        var search = rig.Services.GetRequiredService<MachineSearch>();

        (await Should.ThrowAsync<RefusedException>(search.StartAsync(_viewer, new("127.77.0.0/16", false, 1, 0), Ct))).Code.ShouldBe(AccountErrors.NotAllowed);
        await search.StartAsync(_operator, new("127.77.0.0/16", false, 1, 0), Ct);
        (await Should.ThrowAsync<RefusedException>(search.StartAsync(_operator, new("127.77.0.1", false, 1, 0), Ct))).Code.ShouldBe(SetupErrors.Searching);
        Should.Throw<RefusedException>(() => rig.Services.GetRequiredService<InventoryDesk>().ReviewSearch(_operator, null)).Code.ShouldBe(SetupErrors.NothingFound);
        search.Cancel(_operator);
        await search.EndedAsync().WaitAsync(TimeSpan.FromSeconds(30), Ct);

        search.State.ShouldNotBeNull().IsCancelled.ShouldBeTrue();
        ((string?)(await rig.GetAsync("/api/v1/search")).Body["state"]).ShouldBe("cancelled");
        (await rig.SendAsync(HttpMethod.Post, "/api/v1/search", """{"ranges":"127.77.0.1","rate":"fast"}""", ApiRig.Token)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }
}
