using Bunit;
using Microsoft.AspNetCore.Components.Authorization;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Console.Prices;
using Spillway.App.Statements;
using Spillway.Engine.Settlements.Statements;
using Spillway.Tests.App.Accounts;
using Xunit;

namespace Spillway.Tests.App.Console.Prices;

public sealed class PricesPageTests : IAsyncLifetime
{
    private readonly BunitContext _page = new();

    [Fact]
    public async Task A_sentence_and_the_link_after_it_are_parted_by_a_blank()
    {
        await using var rig = await AccountRig.StartAsync(Xunit.TestContext.Current.CancellationToken);
        _page.Services.AddFallbackServiceProvider(rig.Services);
        _page.JSInterop.Mode = JSRuntimeMode.Loose;
        _page.SetRendererInfo(new("Static", isInteractive: false));
        var who = Task.FromResult(new AuthenticationState(ActorClaims.ToPrincipal(new("1", "ada", ActorKind.Person, [Roles.Administrator], []), "test")));

        var prices = _page.Render<PricesPage>(with => with.AddCascadingValue(Readers.English).AddCascadingValue(who));

        prices.Find("a[href='/set-up/import']").ParentElement!.TextContent.ShouldContain("is known. Import a file of them");
    }

    [Theory]
    [InlineData(LineUnit.MegawattHour, "USD/MWh")]
    [InlineData(LineUnit.Megawatt, "USD/MW")]
    [InlineData(LineUnit.Each, "USD")]
    public void A_price_says_per_what_it_is(LineUnit unit, string said) => LineUnits.PriceOf(unit, "USD").ShouldBe(said);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _page.DisposeAsync();
}
