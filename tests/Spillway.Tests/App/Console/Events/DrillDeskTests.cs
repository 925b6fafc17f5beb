using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Console.Events;
using Spillway.App.Events;
using Spillway.Tests.App.Api;
using Xunit;

namespace Spillway.Tests.App.Console.Events;

public sealed class DrillDeskTests : IDisposable
{
    private readonly BunitContext _page = new();

    [Fact]
    public async Task A_double_press_begins_one_drill()
    {
        await using var rig = await ApiRig.StartAsync(Xunit.TestContext.Current.CancellationToken);
        _page.Services.AddSingleton(rig.Services.GetRequiredService<Drills>()).AddSingleton(rig.Services.GetRequiredService<PlannedDrills>()).AddSingleton(rig.Services.GetRequiredService<OrderTaking>()).AddSingleton(rig.Services.GetRequiredService<DeskRoom>());
        var desk = _page.Render<DrillDesk>(with => with.AddCascadingValue(Readers.English).Add(one => one.Who, Actor.Local).Add(one => one.Frame, rig.Board.Newest));
        desk.Find("form").Submit();
        var button = desk.Find("button.go");

        // Both on the page's own turn: no answer comes between them.
        await desk.InvokeAsync(() => Task.WhenAll(button.ClickAsync(new()), button.ClickAsync(new())));

        rig.State.Orders.Length.ShouldBe(1);
    }

    public void Dispose() => _page.Dispose();
}
