using Bunit;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Console.Setup;
using Spillway.Tests.App.Accounts;
using Xunit;

namespace Spillway.Tests.App.Console.Setup;

public sealed class RulesPanelTests : IAsyncLifetime
{
    private readonly BunitContext _page = new();

    // A figure's cell never wraps: a sentence in one is as wide as it is long, and what stands beside it leaves the page.
    [Fact]
    public async Task Values_and_sources_of_rules_are_texts_and_stand_in_one_cell()
    {
        await using var rig = await AccountRig.StartAsync(Xunit.TestContext.Current.CancellationToken);
        _page.Services.AddFallbackServiceProvider(rig.Services);
        _page.SetRendererInfo(new("Server", isInteractive: true));

        var rules = _page.Render<RulesPanel>(with => with.AddCascadingValue(Readers.English).Add(one => one.Who, new("1", "ada", ActorKind.Person, [Roles.Administrator], [])));

        rules.FindAll("tbody tr").Count.ShouldBeGreaterThan(10);
        rules.FindAll("tbody td").Count.ShouldBe(rules.FindAll("tbody tr").Count);
        rules.FindAll("td.number").ShouldBeEmpty();
        rules.FindAll("td .value").Count.ShouldBe(rules.FindAll("tbody tr").Count);
        rules.FindAll("td .source").ShouldNotBeEmpty();
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _page.DisposeAsync();
}
