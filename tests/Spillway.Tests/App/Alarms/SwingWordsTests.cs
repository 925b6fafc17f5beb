using System.Text.Json.Nodes;
using NodaTime;
using Shouldly;
using Spillway.App.Alarms;
using Spillway.App.Api;
using Spillway.App.Cli;
using Spillway.App.Console.Alarms;
using Spillway.App.Console.Now;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Sites.Plants;
using Spillway.Tests.App.Api;
using Spillway.Tests.App.Console;
using Spillway.Tests.Engine;
using Spillway.Tests.Engine.Control;
using Xunit;

namespace Spillway.Tests.App.Alarms;

/// <summary>A swing that nobody ordered says what moved, how fast, and the machines: on the terminal, in the API and at the console.</summary>
public sealed class SwingWordsTests
{
    private static readonly Plant _plant = Plants.Of(Halls.Site(40m, Halls.Hall("hall-a", 10, 50m), Halls.Hall("hall-b", 30, 60m)), Plants.Plain, 0);
    private static readonly Alarm _swing = new(AlarmCode.Swing, "dadu", true, new(-5.25m), new(0.5m), [8, 9, 10, 11])
    {
        Before = new(41.5m),
        Within = Duration.FromSeconds(4),
    };

    [Fact]
    public void The_terminal_names_what_moved_and_the_machines()
    {
        AlarmSentence.Of(_swing, _plant).ShouldBe(
            "the power moved and nobody had ordered it: 41.5 MW became 36.25 MW within 4 s, 0.5 MW of it ordered; moved: hall-a/8, hall-a/9, hall-b/0, hall-b/1");
        AlarmSentence.Of(Wide(), _plant).ShouldEndWith("; moved: hall-b/0, hall-b/1, hall-b/2, hall-b/3, hall-b/4, hall-b/5, hall-b/6, hall-b/7, hall-b/8, hall-b/9 and 17 more");
        AlarmSentence.Of(_swing with { Machines = [] }, _plant).ShouldEndWith("; no machine has said yet that it moved");
        AlarmSentence.Of(_swing with { IsRaised = false }, _plant).ShouldBe("the power moved and nobody had ordered it");
    }

    [Fact]
    public void The_status_shows_all_of_it_in_80_columns()
    {
        var status = new JsonObject
        {
            ["alarms"] = new JsonArray(new JsonObject { ["subject"] = "dadu", ["text"] = AlarmSentence.Of(Wide(), _plant) }),
        };

        var lines = StatusScreen.Lines(status, StatusScreen.Width);

        lines.ShouldAllBe(static line => line.Length <= StatusScreen.Width);
        string.Join(' ', lines.Select(static line => line.Trim())).ShouldContain("dadu: " + AlarmSentence.Of(Wide(), _plant));
    }

    [Fact]
    public async Task The_API_says_it_in_the_status_and_in_the_list_of_alarms()
    {
        await using var rig = await ApiRig.StartAsync(TestContext.Current.CancellationToken);
        rig.Say(_swing);

        var (_, status) = await rig.GetAsync("/api/v1/status");
        var alarm = status["alarms"]!.AsArray().ShouldHaveSingleItem()!;

        ((string?)alarm["text"]).ShouldNotBeNull().ShouldContain("41.5 MW became 36.25 MW within 4 s, 0.5 MW of it ordered; moved: hall-a/8, hall-a/9, hall-a/10, hall-a/11");
        ((decimal)alarm["before_mw"]!, (decimal)alarm["within_seconds"]!, (int)alarm["more_machines"]!).ShouldBe((41.5m, 4m, 0));
        alarm["machine_names"]!.AsArray().Select(static name => (string?)name).ShouldBe(["hall-a/8", "hall-a/9", "hall-a/10", "hall-a/11"]);
    }

    [Fact]
    public void The_console_says_it_in_both_languages()
    {
        var entry = Entry(_swing);

        AlarmTexts.Swing(Readers.English, entry).ShouldBe("41.5 MW became 36.3 MW within 4 s; 0.5 MW of it was ordered");
        AlarmTexts.Swing(Readers.Chinese, entry).ShouldBe("4 秒 内由 41.5 MW 变为 36.3 MW；其中 0.5 MW 为指令所致");
        AlarmTexts.Machines(Readers.English, entry, _plant).ShouldBe("Machines: hall-a/8, hall-a/9, hall-b/0, hall-b/1");
        AlarmTexts.Machines(Readers.English, Entry(Wide()), _plant).ShouldNotBeNull().ShouldEndWith("hall-b/9 and 17 more");
        AlarmTexts.Machines(Readers.Chinese, Entry(Wide()), _plant).ShouldNotBeNull().ShouldEndWith("hall-b/9，另有 17 台");
        AlarmTexts.Machines(Readers.Chinese, Entry(_swing with { Machines = [] }), _plant).ShouldBe("当时尚无矿机报告自身变化。");
        AlarmLine.Of(Readers.English, entry).ShouldBe("dadu: 41.5 MW became 36.3 MW without an order");
        AlarmLine.Of(Readers.Chinese, entry).ShouldBe("dadu：功率由 41.5 MW 变为 36.3 MW，并无指令");
        AlarmTexts.Swing(Readers.English, Entry(new(AlarmCode.MeterDiffers, "dadu", true, new(2m), new(1m), []))).ShouldBeNull();
    }

    private static Alarm Wide() => _swing with { Machines = [.. Enumerable.Range(10, 20)], More = 7 };

    private static AlarmEntry Entry(Alarm alarm) =>
        AlarmDecisions.Signalled(AlarmList.Empty, AlarmSignal.Of(alarm), Halls.Slot().Start).ShouldHaveSingleItem().Entry.ShouldNotBeNull();
}
