using Bunit;
using Shouldly;
using Spillway.App.Console.Events;
using Spillway.Tests.App.Events;
using Spillway.Tests.Engine.Control;
using Xunit;
using static Spillway.Tests.App.Events.EventRig;

namespace Spillway.Tests.App.Console.Events;

public sealed class EventWorthTests : IDisposable
{
    private readonly BunitContext _page = new();

    [Fact]
    public async Task Who_may_not_see_money_sees_the_energy_of_an_event_alone()
    {
        using var rig = await new EventRig(5, 30m, 30m, 30m, 30m, 30m, 90m, 30m, 30m).Give(At(4, 300), Plants.Ceiling(8m, 30, id: "grid-1") with { Until = At(5, 300) }).RunAsync(CancellationToken.None);
        var proof = await rig.ProofAsync("grid-1", Xunit.TestContext.Current.CancellationToken);

        var seen = Render(isMoneySeen: true);
        var hidden = Render(isMoneySeen: false);

        seen.Find("table").TextContent.ShouldContain("What is left");
        hidden.FindAll("table").ShouldBeEmpty();
        hidden.Markup.ShouldNotContain("USD");
        hidden.Markup.ShouldContain("MWh were not drawn");

        IRenderedComponent<EventWorth> Render(bool isMoneySeen) =>
            _page.Render<EventWorth>(with => with.AddCascadingValue(Readers.English).Add(one => one.Proof, proof).Add(one => one.IsMoneySeen, isMoneySeen));
    }

    public void Dispose() => _page.Dispose();
}
