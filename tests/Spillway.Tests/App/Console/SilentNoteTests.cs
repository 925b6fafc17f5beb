using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Spillway.App.Api;
using Spillway.App.Boards;
using Spillway.App.Console.Layout;
using Spillway.Tests.App.Api;
using Xunit;

namespace Spillway.Tests.App.Console;

public sealed class SilentNoteTests : IAsyncLifetime
{
    private readonly BunitContext _page = new();

    [Fact]
    public async Task A_desk_that_makes_no_pass_is_said_on_the_page_that_shows_its_numbers()
    {
        await using var rig = await ApiRig.StartAsync(Xunit.TestContext.Current.CancellationToken);
        var wall = new FakeTimeProvider();
        await using var board = new DeskBoard(rig.View, wall);
        _page.Services.AddSingleton(new DeskRoom { View = rig.View, Board = board, DataFolder = rig.Folder, SiteFile = "", Token = "", Port = 0, Wall = wall });
        _page.Renderer.SetRendererInfo(new("Server", isInteractive: true));
        var note = _page.Render<SilentNote>(with => with.AddCascadingValue(Readers.English));
        note.Markup.Trim().ShouldBe("");

        wall.Advance(TimeSpan.FromSeconds(10));
        note.Markup.Trim().ShouldBe("");
        wall.Advance(TimeSpan.FromSeconds(5));

        note.WaitForAssertion(() => note.Find(".banner.silent").TextContent.ShouldContain("The desk has made no pass for 15 s: these numbers are old."));
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _page.DisposeAsync();
}
