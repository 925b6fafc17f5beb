using System.Collections.Immutable;
using Bunit;
using NodaTime;
using Shouldly;
using Spillway.App.Console.Events;
using Spillway.App.Console.Fleet;
using Spillway.App.Console.Journal;
using Spillway.App.Console.Texts;
using Spillway.App.Machines;
using Spillway.App.Records;
using Spillway.Journal;
using Spillway.Tests.App.Machines;
using Spillway.Tests.Engine.Control;
using Xunit;
using TestContext = Xunit.TestContext;

namespace Spillway.Tests.App.Console;

public sealed class FleetComponentTests : IDisposable
{
    private static readonly Reader _english = new(ConsoleTexts.Embedded(), "en", DateTimeZone.Utc, IsDark: true);
    private static readonly Reader _chinese = _english with { Language = "zh-CN" };

    private readonly BunitContext _browser = new();

    [Fact]
    public async Task A_block_shows_what_has_changed_of_its_machines()
    {
        await using var rig = new FleetRig();
        await rig.PassesAsync(2);
        var block = HeatBlock.Of(rig.Plant, 0, rig.Snapshot)[0];
        var drawn = _browser.Render<HeatMapBlock>(with => with.AddCascadingValue(_english).Add(one => one.Block, block));
        drawn.FindAll("path").Count.ShouldBe(1);
        drawn.Find("svg").GetAttribute("aria-label").ShouldBe("10 producing");

        rig.Fleet.Befalls(4, Spillway.Engine.Signals.Field.MachineCondition.Lost);
        await rig.PassAsync(1);
        drawn.Render(with => with.Add(one => one.Block, HeatBlock.Of(rig.Plant, 0, rig.Snapshot)[0]));

        drawn.FindAll("path").Count.ShouldBe(3);
        drawn.Markup.ShouldContain("1 odd");
    }

    [Fact]
    public async Task A_click_on_a_cell_opens_its_machine()
    {
        await using var rig = new FleetRig();
        await rig.PassesAsync(2);
        var opened = -1;
        var drawn = _browser.Render<HeatMapBlock>(with => with.AddCascadingValue(_english)
            .Add(one => one.Block, HeatBlock.Of(rig.Plant, 1, rig.Snapshot)[0]).Add(one => one.OnMachine, machine => opened = machine));

        await drawn.Find("svg").ClickAsync(new() { OffsetX = 25, OffsetY = 3 });

        opened.ShouldBe(33);
    }

    [Fact]
    public void What_the_firmware_does_says_first_that_nothing_is_known()
    {
        _browser.Render<TruthTable>(with => with.AddCascadingValue(_english).Add(one => one.Truths, [])).Markup.ShouldContain("Nothing has been told");

        var truth = new FirmwareTruth("Rig One", "1.0", 30, 2, new(40, 38, 3, 1, 2m, 9.5m), new(0, 0, 0, 0, null, null));
        var table = _browser.Render<TruthTable>(with => with.AddCascadingValue(_chinese).Add(one => one.Truths, ImmutableArray.Create(truth)));

        table.Find("tbody").TextContent.ShouldContain("95.0 %");
        table.Find("tbody").TextContent.ShouldContain("2.0 / 9.5 s");
        table.Find("caption").TextContent.ShouldContain("依据观察到的实际动作");
    }

    [Fact]
    public async Task A_record_is_shown_in_a_sentence_and_as_it_stands()
    {
        await using var rig = new FleetRig();
        await rig.PassesAsync(2);
        await rig.PassAsync(1, Plants.Ceiling(20m, 30));
        JournalRecord last = null!;
        await foreach (var record in rig.Journal.ReadAsync(1, TestContext.Current.CancellationToken))
        {
            last = record;
        }

        var shown = _browser.Render<RecordView>(with => with.AddCascadingValue(_english).Add(one => one.Record, last));

        shown.Markup.ShouldContain("order ceiling-20");
        shown.Markup.ShouldContain("30 machines told: sleep");
        shown.Find("pre").TextContent.ShouldContain("\"ceiling_by\": \"ceiling-20\"");
    }

    [Theory]
    [InlineData(RecordKinds.RunEnd, "{}", "The desk ended in order.")]
    [InlineData("person.drill-begun", """{"at_utc":"2026-07-01T00:00:00Z","by":"ann"}""", "By ann.")]
    [InlineData("second.asked", """{"by":"ann","action":"release","asked_by":"ann","id":"two-2"}""", "ann asked for a second person: two-2.")]
    [InlineData("second.signed", """{"by":"ben","action":"release","asked_by":"ann","id":"two-2"}""", "ben signed two-2, which ann asked for.")]
    [InlineData("second.declined", """{"by":"ben","action":"release","asked_by":"ann","id":"two-2"}""", "ben declined two-2, which ann asked for.")]
    [InlineData("person.broke-glass", """{"by":"ann","action":"release","asked_by":"ann","id":"two-2"}""", "ann broke the glass for two-2, which ann asked for.")]
    [InlineData("second.undone", """{"by":"ben","action":"release","asked_by":"ann","id":"two-2"}""", "What ben signed could not be done: two-2 waits on.")]
    [InlineData(RecordKinds.Pass, "no json", "The payload cannot be read by this program; it stands below as it is.")]
    public void A_record_is_said_in_a_sentence(string kind, string payload, string sentence) =>
        new RecordSentences(_english).Of(new(1, Instant.MinValue, kind, 1, System.Text.Encoding.UTF8.GetBytes(payload))).ShouldBe(sentence);

    [Fact]
    public void A_line_of_power_ends_where_the_last_sample_is_and_marks_the_order()
    {
        var begin = Instant.FromUtc(2026, 7, 1, 0, 0);
        var line = PowerLine.Of(
            [(begin, 40m), (begin + Duration.FromSeconds(50), 40m), (begin + Duration.FromSeconds(100), 10m)], 12m, begin + Duration.FromSeconds(50), begin + Duration.FromSeconds(75))!;

        (line.Scale.Low, line.Scale.High).ShouldBe((0.0, 40.0));
        (line.From, line.Until).ShouldBe((begin, begin + Duration.FromSeconds(100)));
        line.Line.ShouldBe("M0 0L360 0L720 150");
        line.OrderX.ShouldBe(360);
        line.DeadlineX.ShouldBe(540);
        line.LevelY.ShouldBe(140);
        PowerLine.Of([(begin, 40m)], null, begin, begin).ShouldBeNull();
    }

    [Fact]
    public void A_chart_of_power_names_its_axes()
    {
        var begin = Instant.FromUtc(2026, 7, 1, 10, 58, 20);
        var line = PowerLine.Of([(begin, 40m), (begin + Duration.FromSeconds(100), 10m)], 12m, begin, begin + Duration.FromSeconds(60));
        var drawn = _browser.Render<PowerChart>(with => with.AddCascadingValue(_english).Add(one => one.Line, line).Add(one => one.Label, "Power"));

        drawn.FindAll("text").Select(static one => one.TextContent).Where(static text => text.Length > 0)
            .ShouldBe(["0", "10", "20", "30", "40.0 MW", "10:58:30", "10:59:00", "10:59:30"]);
        drawn.Find("figcaption").TextContent.ShouldStartWith("MW over time (UTC)");
    }

    public void Dispose() => _browser.Dispose();
}
