using System.Text.Json.Nodes;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using NodaTime.Text;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Console.Events;
using Spillway.App.Events;
using Spillway.App.People;
using Spillway.Journal.Memory;
using Spillway.Tests.App.Api;
using Spillway.Tests.App.Console;
using Xunit;
using TestContext = Xunit.TestContext;

namespace Spillway.Tests.App.Events;

public sealed class DrillTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    // A day of a demonstration runs thousands of times as fast as the disk writes: each look at the clock is a minute later.
    [Fact]
    public async Task Its_time_begins_when_it_is_given_and_not_before_its_record_is_kept()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        var time = new FakeTimeProvider(rig.View.Time.GetUtcNow()) { AutoAdvanceAmount = TimeSpan.FromMinutes(1) };
        await using var journal = new MemoryJournal(time);
        var drills = new Drills(rig.View with { Time = time }, rig.Services.GetRequiredService<OrderTaking>(), new PeopleJournal(journal, time), rig.Services.GetRequiredService<Gate>());

        var (order, _) = await drills.BeginAsync(Actor.Local, drills.Plan(0.1m, 60m, 30m), Ct);

        var record = await journal.ReadAsync(1, Ct).SingleAsync(Ct);
        var recordedAt = InstantPattern.ExtendedIso.Parse((string)JsonNode.Parse(record.Payload.Span)!["at_utc"]!).Value;
        (order.Until!.Value - Duration.FromSeconds(30)).ShouldBeGreaterThan(recordedAt);
    }

    [Fact]
    public async Task What_was_refused_stays_on_the_page_while_frames_come()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        using var browser = new BunitContext();
        browser.Services.AddSingleton(rig.Services.GetRequiredService<Drills>()).AddSingleton(rig.Services.GetRequiredService<PlannedDrills>()).AddSingleton(rig.Services.GetRequiredService<OrderTaking>()).AddSingleton(rig.Services.GetRequiredService<DeskRoom>());
        var page = browser.Render<DrillDesk>(with => with.AddCascadingValue(Readers.English).Add(one => one.Who, Actor.Nobody).Add(one => one.Frame, rig.Board.Newest));
        page.Find("input").Input("0.1");
        page.Find("form").Submit();
        await page.Find("button.go").ClickAsync(new());
        page.Find("[role=alert]").TextContent.ShouldContain("SW");

        page.Render(with => with.Add(one => one.Frame, rig.Board.Newest));
        page.Find("[role=alert]").TextContent.ShouldContain("SW");

        page.Find("input").Input("0.2");
        page.FindAll("[role=alert]").ShouldBeEmpty();
    }
}
