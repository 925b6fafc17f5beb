using System.Net;
using Bunit;
using Shouldly;
using Spillway.App.Cli;
using Spillway.App.Console.Events;
using Spillway.App.Events;
using Spillway.Tests.App.Api;
using Spillway.Tests.App.Console;
using Spillway.Tests.Engine.Control;
using Xunit;
using TestContext = Xunit.TestContext;

namespace Spillway.Tests.App.Events;

/// <summary>What a fall taught is seen: over the API, on the screen, in the console. The machines of the rig follow within two seconds.</summary>
public sealed class GroupCurveTests : IDisposable
{
    private readonly BunitContext _browser = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => _browser.Dispose();

    [Fact]
    public async Task Before_anything_is_measured_the_stated_time_stands_there()
    {
        await using var rig = await ApiRig.StartAsync(Ct);

        var (status, body) = await rig.GetAsync("/api/v1/responses");

        status.ShouldBe(HttpStatusCode.OK);
        var hall = body["groups"]!.AsArray()[0]!;
        ((string)hall["group"]!).ShouldBe("hall-a");
        ((int)hall["measured"]!).ShouldBe(0);
        ((decimal)hall["full_mw"]!).ShouldBe(30m);
        ((decimal)hall["stated_seconds"]!).ShouldBeGreaterThan(0m);
        hall["curve"]!.AsArray().ShouldBeEmpty();
        Table(rig, Readers.English).Markup.ShouldContain("No group has been measured yet");
        Table(rig, Readers.Chinese).Markup.ShouldContain("尚未测得任何负荷组的响应");
    }

    [Fact]
    public async Task After_a_shed_the_megawatts_within_each_time_stand_there()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        Shed(rig);

        var hall = (await rig.GetAsync("/api/v1/responses")).Body["groups"]!.AsArray()[0]!;

        ((int)hall["measured"]!).ShouldBe(1);
        hall["curve"]!.AsArray().Select(static point => ((decimal)point!["within_seconds"]!, (decimal)point["share_ratio"]!, (decimal)point["mw"]!))
            .ShouldBe([(1m, 0m, 0m), (5m, 1m, 30m), (15m, 1m, 30m), (60m, 1m, 30m), (600m, 1m, 30m)]);
        rig.State.Responses[0].Shares.ShouldBe([0.0, 1.0, 1.0, 1.0, 1.0]);
    }

    [Fact]
    public async Task The_console_shows_it_and_says_what_is_not_measured()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        Shed(rig);

        var table = Table(rig, Readers.English);

        table.FindAll("thead th").Select(static one => one.TextContent).ShouldBe(["Group", "Measured", "Whole group", "in 1 s", "in 5 s", "in 15 s", "in 60 s", "in 600 s"]);
        table.FindAll("tbody tr")[0].TextContent.ShouldContain("30.0 MW");
        table.FindAll("tbody tr")[0].TextContent.ShouldContain("100.0 %");
        table.FindAll("tbody tr")[1].TextContent.ShouldContain("not measured; taken to follow within");
        Table(rig, Readers.Chinese).FindAll("tbody tr")[1].TextContent.ShouldContain("未实测");
    }

    [Fact]
    public async Task The_screen_shows_it_in_80_columns()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        Shed(rig);
        var status = (await rig.GetAsync("/api/v1/status")).Body;
        StatusScreen.Lines(status, StatusScreen.Width).ShouldAllBe(line => !line.Contains("measured", StringComparison.Ordinal));
        status["responses"] = (await rig.GetAsync("/api/v1/responses")).Body["groups"]!.DeepClone();

        var lines = StatusScreen.Lines(status, StatusScreen.Width);

        lines.ShouldAllBe(line => line.Length <= StatusScreen.Width);
        lines.ShouldContain("hall-a              1   30.000   0.000  30.000  30.000  30.000  30.000");
        lines.ShouldContain(line => line.StartsWith("hall-b              0   20.000 nothing yet; taken to follow within ", StringComparison.Ordinal));
    }

    // Until the longest of the times is over.
    private static void Shed(ApiRig rig)
    {
        rig.Pass(Plants.Ceiling(40m, 30));
        for (var pass = 0; pass < 605; pass++)
        {
            rig.Pass();
        }
    }

    private IRenderedComponent<ResponseTable> Table(ApiRig rig, Spillway.App.Console.Texts.Reader reader) =>
        _browser.Render<ResponseTable>(with => with.AddCascadingValue(reader).Add(one => one.Curves, GroupCurve.Of(rig.View)));
}
