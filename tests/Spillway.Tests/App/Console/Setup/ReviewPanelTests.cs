using System.Text;
using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Console.Setup;
using Spillway.App.Setup;
using Spillway.Tests.App.Accounts;
using Xunit;

namespace Spillway.Tests.App.Console.Setup;

/// <summary>The panels that bring files in: nothing is stored before what it changes was shown and kept.</summary>
public sealed class ReviewPanelTests : IAsyncLifetime
{
    private static readonly Actor _administrator = new("1", "ada", ActorKind.Person, [Roles.Administrator], []);
    private readonly BunitContext _page = new();

    private static CancellationToken Ct => Xunit.TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_inventory_file_is_shown_as_a_difference_kept_and_put_back()
    {
        await using var rig = await AccountRig.StartAsync(Ct);
        var desk = rig.Services.GetRequiredService<InventoryDesk>();
        Furnish(rig.Services);
        var panel = _page.Render<InventoryPanel>(with => with.AddCascadingValue(Readers.English).Add(one => one.Who, _administrator));
        panel.Markup.ShouldContain("No change has been made since versions are kept.");
        var rows = string.Concat(Enumerable.Range(0, 240).Select(static at => $"miner,10.1.{at / 200}.{at % 200 + 1}\n"));

        panel.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("role,address\n" + rows, "rows.csv"));
        panel.WaitForAssertion(() => panel.Markup.ShouldContain("240 would be added, 0 moved, 0 lose their address"));
        panel.FindAll("tbody tr").Count.ShouldBe(100);
        panel.Markup.ShouldContain("… and 140 more.");
        desk.Versions().ShouldBeEmpty();
        await panel.PressAsync("Keep it in the inventory");
        panel.WaitForAssertion(() => panel.Markup.ShouldContain("Version 1 of the inventory is kept."));

        panel.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("role,address,firmware\nminer,10.1.0.1,<b>2.1\n", "more.csv"));
        panel.WaitForAssertion(() => panel.FindAll("tbody tr")[0].TextContent.ShouldContain("Firmware – → <b>2.1"));
        await panel.PressAsync("Keep it in the inventory");
        panel.WaitForAssertion(() => panel.Markup.ShouldContain("Version 2 of the inventory is kept."));
        await panel.PressAsync(static one => one.GetAttribute("aria-label") == "Review going back to version 1");
        panel.WaitForAssertion(() => panel.Markup.ShouldContain("Put version 1 of the inventory back?"));
        await panel.PressAsync("Put it back");
        panel.WaitForAssertion(() => desk.Versions().Length.ShouldBe(3));
    }

    [Fact]
    public async Task A_file_with_refused_rows_says_which_and_offers_nothing_to_keep()
    {
        await using var rig = await AccountRig.StartAsync(Ct);
        Furnish(rig.Services);
        var panel = _page.Render<InventoryPanel>(with => with.AddCascadingValue(Readers.Chinese).Add(one => one.Who, _administrator));

        panel.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("role,address\nminer,10.1.0.1\npump,10.1.0.2\n", "rows.csv"));

        panel.WaitForAssertion(() => panel.Markup.ShouldContain("文件中有 1 行被拒绝"));
        panel.Markup.ShouldContain("SW3504");
        panel.FindAll("button").ShouldNotContain(static one => one.TextContent.Contains("保存到台账", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_price_file_is_shown_with_what_it_replaces_and_left_or_kept()
    {
        await using var rig = await AccountRig.StartAsync(Ct);
        var imports = rig.Services.GetRequiredService<PriceImports>();
        await imports.ImportAsync(_administrator, [new("a.csv", Encoding.UTF8.GetBytes(Prices(20)))], Spillway.App.Api.SeenTag.Any, Ct);
        Furnish(rig.Services);
        var panel = _page.Render<ImportPanel>(with => with.AddCascadingValue(Readers.English).Add(one => one.Who, _administrator));

        panel.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(Prices(25), "b.csv"));
        panel.WaitForAssertion(() => panel.Markup.ShouldContain("0 figures would be new, 1 would be others, 0 would go."));
        panel.FindAll("[aria-label='Figures that would change'] tbody td.number").Select(static one => one.TextContent).ShouldBe(["20", "25"]);
        await panel.PressAsync("Leave it");
        imports.Versions().Length.ShouldBe(1);
        panel.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(Prices(25), "b.csv"));
        panel.WaitForAssertion(() => panel.Markup.ShouldContain("Keep these files in the archive?"));
        await panel.PressAsync("Keep them in the archive");
        panel.WaitForAssertion(() => panel.Markup.ShouldContain("1 files are in the archive."));
        await panel.PressAsync(static one => one.GetAttribute("aria-label") == "Review going back to version 1");
        panel.WaitForAssertion(() => panel.Markup.ShouldContain("Put version 1 of the archive back?"));
        await panel.PressAsync("Put it back");
        panel.WaitForAssertion(() => panel.Markup.ShouldContain("Version 1 of the archive stands again, as version 3."));
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync() => await _page.DisposeAsync();

    private static string Prices(int price) => $"interval_start_utc,LZ_WEST\n2024-06-01T05:00:00Z,{price}\n2024-06-01T05:15:00Z,21\n";

    private void Furnish(IServiceProvider services)
    {
        _page.Services.AddFallbackServiceProvider(services);
        _page.JSInterop.Mode = JSRuntimeMode.Loose;
        _page.SetRendererInfo(new("Server", isInteractive: true));
    }
}
