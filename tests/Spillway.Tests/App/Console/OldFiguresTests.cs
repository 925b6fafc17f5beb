using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using NodaTime;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Console.Fleet;
using Spillway.App.Console.Orders;
using Spillway.App.Console.Prices;
using Spillway.Devices.Miners;
using Spillway.Engine.Commands.Control;
using Spillway.Tests.App.Accounts;
using Xunit;

namespace Spillway.Tests.App.Console;

/// <summary>Figures that rest on what is no longer so are struck through, on each page that shows them.</summary>
public sealed class OldFiguresTests : IAsyncLifetime
{
    private readonly BunitContext _page = new();

    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task Power_by_a_meter_that_is_silent_is_old_on_the_pages_of_orders_and_of_prices()
    {
        await using var rig = await RigAsync(static view => view with { Plant = view.Plant with { HasMeter = true }, State = Silent(view.State) });

        Show<OrdersPage>().Find("[data-figure=power] span").ClassName.ShouldBe("stale");
        Show<PricesPage>().Find("[data-figure=power] span").ClassName.ShouldBe("stale");
    }

    [Fact]
    public async Task A_price_whose_source_cannot_be_read_is_old_on_the_page_of_prices_and_power_without_a_meter_is_not()
    {
        await using var rig = await RigAsync(static view => view with { Price = () => (new(30.5m), null, "404"), State = Unmetered(view.State) });

        Show<PricesPage>().Find("[data-figure=price] span").ClassName.ShouldBe("stale");
        Show<OrdersPage>().Find("[data-figure=power] span").ClassName.ShouldBeNullOrEmpty();
    }

    [Fact]
    public async Task What_a_machine_said_too_long_ago_is_old_on_its_page_and_in_the_list()
    {
        await using var rig = await RigAsync(static view => view with
        {
            Telemetry = machine => new(view.State().At - Duration.FromSeconds(machine == 3 ? 31 : 5), new MinerReading { Family = "rig", Model = "Rig One", Firmware = "1.0", Hashrate = new(900m), HottestCelsius = 60m, Faults = [] }),
        });

        var old = Show<MachinePage>(with => with.Add(one => one.Group, "hall-a").Add(one => one.Place, 3));
        foreach (var figure in new[] { "draws", "hashrate", "heat" })
        {
            old.Find($"[data-figure={figure}] span").ClassName.ShouldBe("stale");
        }

        Show<MachinePage>(with => with.Add(one => one.Group, "hall-a").Add(one => one.Place, 4)).Find("[data-figure=heat] span").ClassName.ShouldBeNullOrEmpty();
        Show<FleetPage>().Find(".fleet-stale").TextContent.ShouldBe("Without an answer for more than 30 s: 1. What these said last is struck through.");
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _page.DisposeAsync();

    private static Func<ControlState> Silent(Func<ControlState> state) => () => state() with { Meter = new(state().At - Duration.FromMinutes(20), new(50m)) };

    private static Func<ControlState> Unmetered(Func<ControlState> state) => () => state() with { Meter = null };

    private async Task<AccountRig> RigAsync(Func<DeskView, DeskView> change)
    {
        var rig = await AccountRig.StartAsync(Ct, furnish: room =>
        {
            var view = change(room.View);
            return room with { View = view, Board = new(view, room.Wall) };
        });
        _page.Services.AddFallbackServiceProvider(rig.Services);
        _page.JSInterop.Mode = JSRuntimeMode.Loose;
        _page.SetRendererInfo(new("Static", isInteractive: false));
        return rig;
    }

    private IRenderedComponent<T> Show<T>(Action<ComponentParameterCollectionBuilder<T>>? more = null)
        where T : IComponent => _page.Render<T>(with =>
        {
            with.AddCascadingValue(Readers.English).AddCascadingValue(Task.FromResult(new AuthenticationState(ActorClaims.ToPrincipal(Actor.Local, "test"))));
            more?.Invoke(with);
        });
}
