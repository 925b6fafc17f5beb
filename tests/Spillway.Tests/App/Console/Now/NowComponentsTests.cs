using Bunit;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Alarms;
using Spillway.App.Boards;
using Spillway.App.Console.Now;
using Spillway.Engine.Commands;
using Spillway.Engine.Plans;
using Spillway.Engine.Signals.Field;
using Spillway.Tests.App.Api;
using Spillway.Tests.Engine.Control;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Console.Now;

public sealed class NowComponentsTests : IDisposable
{
    private static readonly CancellationToken _cancellation = Xunit.TestContext.Current.CancellationToken;
    private static readonly TimeSpan _most = TimeSpan.FromSeconds(20);
    private static readonly Actor _local = new("local", "local", ActorKind.LocalToken, [Roles.Operator], []);
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
    public async Task Standing_alarms_are_counted_and_five_of_them_named()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);
        var strip = Strip(rig);
        Alarms(rig).Raise(DeskAlarm.CertificateEnds, "/etc/spillway/desk.pem");
        strip.WaitForAssertion(() => strip.Find(".now-count").TextContent.ShouldBe("▲ One alarm stands"), _most);
        foreach (var number in Enumerable.Range(1, 6))
        {
            Alarms(rig).Raise(DeskAlarm.NotificationLost, $"rule-{number}");
        }

        strip.WaitForAssertion(() => strip.Find(".now-count").TextContent.ShouldBe("▲ 7 alarms stand"), _most);
        strip.FindAll(".now-alarm").Select(static one => one.TextContent)
            .ShouldBe(Enumerable.Range(2, 5).Reverse().Select(static number => $"▲ rule-{number}: message not delivered"), ignoreOrder: false);
        strip.FindAll("a").Select(static one => one.GetAttribute("href")).Distinct().ShouldBe(["/alarms"]);
        strip.Markup.ShouldContain("and 2 more");
    }

    [Fact]
    public async Task An_alarm_of_the_program_itself_comes_and_goes_while_the_page_is_open()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);
        var alarms = Alarms(rig);
        var strip = Strip(rig);
        strip.Find("[role=status]").TextContent.Trim().ShouldBe("✓ No alarm stands.");

        alarms.Raise(DeskAlarm.NotificationLost, "night");
        strip.WaitForAssertion(() => strip.Find(".now-alarm").TextContent.ShouldBe("▲ night: message not delivered"), _most);
        strip.Markup.ShouldNotContain("✓");
        await alarms.ShelveAsync(_local, 1, Duration.FromMinutes(10), "known", _cancellation);
        strip.WaitForAssertion(() => strip.Find("[role=status]").TextContent.ShouldContain("No alarm stands but those that were set apart."), _most);
        strip.Find("a.muted").TextContent.ShouldBe("1 shelved");
        strip.Markup.ShouldNotContain("✓");
        await alarms.UnshelveAsync(_local, 1, _cancellation);
        alarms.End(DeskAlarm.NotificationLost, "night");
        strip.WaitForAssertion(() => strip.Find(".now-over").TextContent.ShouldBe("● 1 over, not acknowledged"), _most);
        strip.Markup.ShouldNotContain("✓");
        await alarms.AcknowledgeAsync(_local, [1], null, _cancellation);
        strip.WaitForAssertion(() => strip.Find("[role=status]").TextContent.Trim().ShouldBe("✓ No alarm stands."), _most);
    }

    [Fact]
    public async Task The_table_says_when_its_reasons_were_decided_and_on_which_price()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);
        var frame = rig.Board.Newest with { Price = new EnergyPrice(29.58m) };
        var decision = new Decision(
            new(Instant.FromUtc(2026, 8, 17, 14, 20), Duration.FromMinutes(5)), [new GroupCommand(new("hall-a"), 1, "normal", 30, new(30m), new(ReasonCode.PriceBelowValue, new EnergyPrice(17.32m)))], null);
        var older = frame with { State = frame.State with { Decision = decision } };
        var sentence = DecidedSentence.Of(Readers.English, older, "USD");

        sentence.ShouldBe("Decided at 14:20:00 on the price known then, 17.32 USD/MWh; the one above counts from the next decision.");
        DecidedSentence.Of(Readers.Chinese, older, "USD").ShouldBe("14:20:00 按当时已知电价 17.32 USD/MWh 作出决策；上方的最新电价从下一次决策起生效。");
        DecidedSentence.Of(Readers.English, older with { Price = new EnergyPrice(17.32m) }, "USD").ShouldBe("Decided at 14:20:00 on the price 17.32 USD/MWh.");
        DecidedSentence.Of(Readers.English, frame with { State = frame.State with { Decision = null } }, "USD").ShouldBe("");
        _page.Render<GroupTable>(with => with.AddCascadingValue(Readers.English).Add(one => one.Rows, []).Add(one => one.Currency, "USD").Add(one => one.Decided, sentence))
            .Find(".now-decided").TextContent.ShouldBe(sentence);
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
        old.PowerFrom.ShouldBe("by the machines' word: the meter has been silent for 20 min");
        old.IsPriceStale.ShouldBeTrue();
        old.PriceFrom.ShouldBe("USD/MWh, 1 d 6 h old: no newer one has come");
        broken.PriceFrom.ShouldContain("its source cannot be read");
        new NowFigures(rig.View, Picture(rig), Readers.English).IsMeterStale.ShouldBeFalse();
    }

    [Fact]
    public async Task A_meter_that_was_never_heard_looks_as_old_as_a_silent_one_and_a_site_without_a_meter_does_not()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);
        var frame = rig.Board.Newest;
        var picture = Picture(rig) with { Frame = frame with { State = frame.State with { Meter = null }, IsMetered = false } };
        var metered = rig.View with { Plant = rig.Plant with { HasMeter = true } };

        new NowFigures(metered, picture, Readers.English).IsMeterStale.ShouldBeTrue();
        new NowFigures(metered, picture, Readers.English).PowerFrom.ShouldBe("by the machines' word: the meter has never been heard");
        new NowFigures(metered, picture, Readers.Chinese).PowerFrom.ShouldBe("由矿机自报：电表从未有过数据");
        new NowFigures(metered, Picture(rig), Readers.English).IsMeterStale.ShouldBeFalse("it speaks");
        new NowFigures(rig.View, picture, Readers.English).IsMeterStale.ShouldBeFalse("there is none");
        new NowFigures(rig.View, picture, Readers.English).PowerFrom.ShouldBe("by the machines' word");
    }

    [Fact]
    public async Task Where_the_groups_do_not_add_up_to_the_meter_it_is_said_why()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);
        var picture = Picture(rig);
        var sum = picture.Groups.Sum(static group => group.Power.Value);
        var still = picture with { Frame = picture.Frame with { IsMetered = true, Power = new(sum * 0.7m) }, Groups = [.. picture.Groups.Select(static one => one with { Wanted = one.Wanted with { Target = one.Counts.Running + one.Counts.Starting }, Counts = one.Counts with { Starting = 0, Running = one.Counts.Running + one.Counts.Starting } })] };
        var moving = still with { Groups = [.. still.Groups.Select(static one => one with { Wanted = one.Wanted with { Target = 0 } })] };

        new NowFigures(rig.View, picture with { Frame = still.Frame with { Power = new(sum) } }, Readers.English).Gap.ShouldBe("");
        new NowFigures(rig.View, still with { Frame = still.Frame with { IsMetered = false } }, Readers.English).Gap.ShouldBe("", "nothing to compare with");
        new NowFigures(rig.View, still, Readers.English).Gap.ShouldContain("not every machine has said lately what it draws");
        var said = new NowFigures(rig.View, moving, Readers.English).Gap;
        said.ShouldContain("machines on their way count as they last answered");
        _page.Render<GroupTable>(with => with.AddCascadingValue(Readers.English).Add(one => one.Rows, []).Add(one => one.Currency, "USD").Add(one => one.Gap, said))
            .Find(".now-gap").TextContent.ShouldBe(said);
    }

    public void Dispose() => _page.Dispose();

    private static AlarmDesk Alarms(ApiRig rig) => rig.Services.GetRequiredService<AlarmDesk>();

    private IRenderedComponent<NowAlarms> Strip(ApiRig rig)
    {
        _page.Services.AddSingleton(Alarms(rig));
        _page.Renderer.SetRendererInfo(new("Server", isInteractive: true));
        return _page.Render<NowAlarms>(with => with.AddCascadingValue(Readers.English));
    }

    private static DeskPicture Picture(ApiRig rig) => new DeskPictures(rig.View).Of(rig.Board.Newest with { State = rig.State });

    private static FeedPicture At(FeedPicture feed, FeedPosition position) => feed with { State = feed.State with { Position = position } };
}
