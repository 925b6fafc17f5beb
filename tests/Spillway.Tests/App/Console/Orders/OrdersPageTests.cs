using Bunit;
using Microsoft.AspNetCore.Components.Authorization;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Console.Orders;
using Spillway.Tests.App.Accounts;
using Xunit;

namespace Spillway.Tests.App.Console.Orders;

public sealed class OrdersPageTests : IAsyncLifetime
{
    private readonly BunitContext _page = new();

    [Fact]
    public async Task A_double_press_gives_one_order()
    {
        await using var rig = await AccountRig.StartAsync(Xunit.TestContext.Current.CancellationToken);
        _page.Services.AddFallbackServiceProvider(rig.Services);
        _page.JSInterop.Mode = JSRuntimeMode.Loose;
        _page.SetRendererInfo(new("Static", isInteractive: false));
        var who = Task.FromResult(new AuthenticationState(ActorClaims.ToPrincipal(Actor.Local, "test")));
        var orders = _page.Render<OrdersPage>(with => with.AddCascadingValue(Readers.English).AddCascadingValue(who));
        orders.Find("#orders-mw").Input("10");
        orders.Find("#orders-reason").Input("test");
        orders.Find("form").Submit();
        var button = orders.Find("button.primary");

        // Both on the page's own turn: no answer comes between them.
        await orders.InvokeAsync(() => Task.WhenAll(button.ClickAsync(new()), button.ClickAsync(new())));

        rig.Desk.State.Orders.Length.ShouldBe(1);
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _page.DisposeAsync();
}
