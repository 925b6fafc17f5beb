using Bunit;
using NodaTime;
using Shouldly;
using Spillway.App.Boards;
using Spillway.App.Console.Now;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Signals.Field;
using Spillway.Tests.App.Api;
using Spillway.Tests.Engine.Control;
using Xunit;

namespace Spillway.Tests.App.Console.Now;

public sealed class NowComponentsTests : IDisposable
{
    private static readonly CancellationToken _cancellation = Xunit.TestContext.Current.CancellationToken;
    private readonly BunitContext _page = new();

    [Fact]
    public async Task Every_group_stands_in_the_table_with_its_sentence_and_its_sign()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);
        rig.Pass(Plants.Hold("hall-a", isOn: false));
        rig.Pass();
        rig.Pass();
        var rows = new GroupRows(rig.View, Readers.English).Of(Picture(rig));

        var table = _page.Render<GroupTable>(with => with.AddCascadingValue(Readers.English).Add(one => one.Rows, rows).Add(one => one.Currency, "USD"));

        var off = table.Find("tr[data-group=hall-a]");
        off.QuerySelector(".now-why")!.TextContent.ShouldStartWith("Off: held by order hold-hall-a-False of tests until it is released.");
        off.QuerySelector("[role=img]")!.GetAttribute("aria-label").ShouldBe("rests");
        table.FindAll("tbody tr").Count.ShouldBe(2);
        table.FindAll("th[scope=col]").Count.ShouldBe(6);
    }

    [Fact]
    public async Task A_breaker_shows_its_position_as_a_shape_and_in_words()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);
        var picture = Picture(rig);
        picture = picture with
        {
            Feeds =
            [
                At(picture.Feeds[0], FeedPosition.Open), At(picture.Feeds[1], FeedPosition.Tripped), At(picture.Feeds[2], FeedPosition.Unknown),
                At(picture.Feeds[3], FeedPosition.Withdrawn) with { IsLockedOut = true }, picture.Feeds[4],
            ],
        };

        var diagram = _page.Render<OneLineFigure>(with => with.AddCascadingValue(Readers.English)
            .Add(one => one.Drawing, OneLineDrawing.Of(picture, 11)).Add(one => one.Picture, picture).Add(one => one.Limit, new(50m)).Add(one => one.Name, "now-wide"));

        diagram.FindAll("rect.closed").Count.ShouldBe(1);
        diagram.FindAll("rect.tripped").Count.ShouldBe(1);
        diagram.FindAll("circle.open").Count.ShouldBe(1);
        diagram.FindAll("path.lock").Count.ShouldBe(1);
        diagram.FindAll("title").Select(title => title.TextContent.Split(", ")[0].Split("breaker ")[1]).ShouldBe(["open", "tripped", "unknown", "withdrawn", "closed"]);
        diagram.Find("svg").GetAttribute("aria-label")!.ShouldContain("5 feeds, 1 of them closed");
    }

    [Fact]
    public void Standing_alarms_are_counted_and_the_newest_named()
    {
        var alarms = Enumerable.Range(1, 7).Select(number => new Alarm(AlarmCode.FeedTripped, $"a-{number}", true, null, null, [])).ToList();

        var strip = _page.Render<NowAlarms>(with => with.AddCascadingValue(Readers.English).Add(one => one.Alarms, [.. alarms]));
        var none = _page.Render<NowAlarms>(with => with.AddCascadingValue(Readers.English).Add(one => one.Alarms, []));

        strip.Find(".now-count").TextContent.ShouldContain("7 alarms stand");
        strip.FindAll(".now-alarm")[0].TextContent.ShouldBe("a-7: breaker tripped");
        strip.FindAll(".now-alarm").Count.ShouldBe(5);
        none.Find("[role=status]").TextContent.ShouldContain("No alarm stands.");
    }

    [Fact]
    public async Task A_silent_meter_and_an_old_price_say_how_old_they_are()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);
        var frame = rig.Board.Newest;
        var state = frame.State with { Meter = new(frame.State.At - Duration.FromMinutes(20), new(50m)), NewestPriceAt = frame.State.At - Duration.FromHours(30) };
        var old = new NowFigures(rig.View, Picture(rig) with { Frame = frame with { State = state, IsMetered = false } }, Readers.English);
        var broken = new NowFigures(rig.View, Picture(rig) with { Frame = frame with { PriceFault = "404", State = state } }, Readers.English);

        old.IsMeterStale.ShouldBeTrue();
        old.PowerFrom.ShouldBe("by the machines' word: the meter has been silent for 20 min 0 s");
        old.IsPriceStale.ShouldBeTrue();
        old.PriceFrom.ShouldBe("USD/MWh, 1 d 6 h old: no newer one has come");
        broken.PriceFrom.ShouldContain("its source cannot be read");
        new NowFigures(rig.View, Picture(rig), Readers.English).IsMeterStale.ShouldBeFalse();
    }

    public void Dispose() => _page.Dispose();

    private static DeskPicture Picture(ApiRig rig) => new DeskPictures(rig.View).Of(rig.Board.Newest with { State = rig.State });

    private static FeedPicture At(FeedPicture feed, FeedPosition position) => feed with { State = feed.State with { Position = position } };
}
