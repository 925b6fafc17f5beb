using Bunit;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Console.Events;
using Spillway.App.Events;
using Spillway.Tests.App.Api;
using Xunit;
using TestContext = Xunit.TestContext;

namespace Spillway.Tests.App.Console.Events;

public sealed class PlannedDrillListTests : IDisposable
{
    private readonly BunitContext _page = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _page.Dispose();

    [Fact]
    public async Task A_plan_is_chosen_to_be_begun_and_called_off_only_when_that_is_confirmed()
    {
        await using var rig = await StartAsync();
        var plan = await PlanAsync(rig);
        var chosen = new List<PlannedDrill>();
        var list = _page.Render<PlannedDrillList>(with => with.AddCascadingValue(Readers.English).Add(one => one.Who, Actor.Local).Add(one => one.MayDrill, true).Add(one => one.Chosen, chosen.Add));
        list.Find("tbody tr").TextContent.ShouldContain("5.0 MW within 60 s, for 120 s");
        list.Find("tbody tr").TextContent.ShouldContain("hall b first");

        list.FindAll("td button")[0].Click();
        list.FindAll("td button")[1].Click();
        var planned = rig.Services.GetRequiredService<PlannedDrills>();
        chosen.ShouldHaveSingleItem().ShouldBe(plan);
        planned.All.Select(static one => one.Id).ShouldBe([plan.Id]);

        await list.FindAll("td button")[0].ClickAsync(new());
        planned.All.ShouldBeEmpty();
        list.Find("p.empty").TextContent.ShouldContain("No drill is planned");
    }

    [Fact]
    public async Task Who_may_hold_no_drill_sees_the_list_and_no_button()
    {
        await using var rig = await StartAsync();
        await PlanAsync(rig);
        var list = _page.Render<PlannedDrillList>(with => with.AddCascadingValue(Readers.Chinese).Add(one => one.Who, Actor.Nobody));

        list.FindAll("tbody tr").Count.ShouldBe(1);
        list.FindAll("button").ShouldBeEmpty();
        list.Markup.ShouldContain("未到时间");
    }

    [Fact]
    public async Task A_chosen_plan_is_looked_at_and_begun_as_a_drill_of_now()
    {
        await using var rig = await StartAsync();
        var plan = await PlanAsync(rig);
        var desk = _page.Render<DrillDesk>(with => with.AddCascadingValue(Readers.English).Add(one => one.Who, Actor.Local).Add(one => one.Frame, rig.Board.Newest));

        await desk.InvokeAsync(() => desk.Instance.Choose(plan));
        desk.Find("dl.facts").TextContent.ShouldContain("Promise");
        rig.State.Orders.ShouldBeEmpty();
        await desk.Find("button.go").ClickAsync(new());

        rig.State.Orders.Single().Order.Reason.ShouldBe(Drills.Reason);
        rig.Services.GetRequiredService<PlannedDrills>().All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_drill_is_planned_for_the_day_that_was_typed_and_refused_for_one_that_is_over()
    {
        await using var rig = await StartAsync();
        var desk = _page.Render<DrillDesk>(with => with.AddCascadingValue(Readers.English).Add(one => one.Who, Actor.Local).Add(one => one.Frame, rig.Board.Newest));
        var planned = rig.Services.GetRequiredService<PlannedDrills>();

        await LaterAsync("2024-07-01T08:00:00");
        desk.Find("[role=alert]").TextContent.ShouldContain("SW6824");
        await LaterAsync("2024-08-01T08:00:00");

        planned.All.Single().Wish.At.ShouldBe(Instant.FromUtc(2024, 8, 1, 8, 0));
        desk.FindAll("[role=alert]").ShouldBeEmpty();

        async Task LaterAsync(string at)
        {
            desk.Find("input[type=datetime-local]").Change(at);
            await desk.FindAll("form")[1].SubmitAsync();
        }
    }

    private async Task<ApiRig> StartAsync()
    {
        var rig = await ApiRig.StartAsync(Ct);
        _page.Services.AddSingleton(rig.Services.GetRequiredService<Drills>()).AddSingleton(rig.Services.GetRequiredService<PlannedDrills>())
            .AddSingleton(rig.Services.GetRequiredService<OrderTaking>()).AddSingleton(rig.Services.GetRequiredService<DeskRoom>());
        return rig;
    }

    private static Task<PlannedDrill> PlanAsync(ApiRig rig) => rig.Services.GetRequiredService<PlannedDrills>().PlanAsync(
        Actor.Local, new(Instant.FromDateTimeOffset(rig.View.Time.GetUtcNow()) + Duration.FromHours(1), 5m, 60m, 120m, "hall b first"), Ct);
}
