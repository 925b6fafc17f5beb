using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Alarms;
using Spillway.App.Api;
using Spillway.App.Events;
using Spillway.App.People;
using Spillway.Engine;
using Spillway.Journal.Memory;
using Spillway.Tests.App.Api;
using Xunit;

namespace Spillway.Tests.App.Events;

/// <summary>A drill that is planned waits for a person: it is kept, reminded of, begun or called off, and never begins by itself.</summary>
public sealed class PlannedDrillTests : IDisposable
{
    private const string Address = "/api/v1/drills/planned";
    private readonly CancellationTokenSource _limit = new(TimeSpan.FromSeconds(60));
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));

    private Instant Now => Instant.FromDateTimeOffset(_time.GetUtcNow());

    public void Dispose() => _limit.Dispose();

    [Fact]
    public async Task A_plan_is_kept_with_who_made_it_and_is_journalled()
    {
        await using var rig = await StartAsync();
        await using var journal = new MemoryJournal(_time);
        using var book = Book(rig, _time, journal);

        var plan = await book.PlanAsync(Actor.Local, Wish(Duration.FromHours(2)) with { Note = " with hall b " }, _limit.Token);
        await book.CallOffAsync(Actor.Local, (await book.PlanAsync(Actor.Local, Wish(Duration.FromHours(1)), _limit.Token)).Id, _limit.Token);

        using var again = Book(rig, _time, journal);
        again.All.ShouldBe([plan]);
        (plan.Wish.Note, plan.PlannedBy, plan.PlannedAt, again.StateOf(plan)).ShouldBe(("with hall b", Actor.Local.Name, Now, PlannedDrillState.Ahead));
        (await again.PlanAsync(Actor.Local, Wish(Duration.FromHours(1)), _limit.Token)).Id.ShouldBe(3);
        var records = await journal.ReadAsync(1, _limit.Token).Take(3).ToListAsync(_limit.Token);
        records.Select(static one => one.Kind).ShouldBe([PersonKinds.DrillPlanned, PersonKinds.DrillPlanned, PersonKinds.DrillCalledOff]);
        ((string?)JsonNode.Parse(records[0].Payload.Span)!["note"]).ShouldBe("with hall b");
    }

    [Fact]
    public async Task A_plan_is_begun_by_the_way_of_every_drill_and_only_once()
    {
        await using var rig = await StartAsync();
        await using var journal = new MemoryJournal(_time);
        using var book = Book(rig, _time, journal);
        var plan = await book.PlanAsync(Actor.Local, Wish(Duration.FromHours(1)), _limit.Token);

        var (drill, order, answer) = await book.BeginAsync(Actor.Local, plan.Id, _limit.Token);

        (answer.IsAccepted, drill.Planned, drill.By.Value, order.Reason).ShouldBe((true, plan.Id, 5m, Drills.Reason));
        rig.State.Orders.Length.ShouldBe(1);
        book.All.ShouldBeEmpty();
        var begun = await journal.ReadAsync(2, _limit.Token).FirstAsync(_limit.Token);
        (begun.Kind, (long)JsonNode.Parse(begun.Payload.Span)!["planned"]!).ShouldBe((PersonKinds.DrillBegun, plan.Id));
        (await Should.ThrowAsync<RefusedException>(book.BeginAsync(Actor.Local, plan.Id, _limit.Token))).Code.ShouldBe(DrillErrors.NoPlan);
    }

    [Fact]
    public async Task One_that_is_refused_stays_and_one_that_is_a_day_late_is_missed()
    {
        await using var rig = await StartAsync();
        using var book = Book(rig, _time, null);
        var large = await book.PlanAsync(Actor.Local, Wish(Duration.FromHours(1)) with { ByMw = 110m }, _limit.Token);

        (await Should.ThrowAsync<RefusedException>(book.BeginAsync(Actor.Local, large.Id, _limit.Token))).Code.ShouldBe(DrillErrors.BadFigure);
        book.All.ShouldBe([large]);

        using var late = Book(rig, new FakeTimeProvider(_time.GetUtcNow().AddHours(25)), null);
        late.StateOf(large).ShouldBe(PlannedDrillState.Missed);
        (await Should.ThrowAsync<RefusedException>(late.BeginAsync(Actor.Local, large.Id, _limit.Token))).Code.ShouldBe(DrillErrors.Missed);
        await late.CallOffAsync(Actor.Local, large.Id, _limit.Token);
        late.All.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_plan_has_its_limits()
    {
        await using var rig = await StartAsync();
        using var book = Book(rig, _time, null);
        var good = Wish(Duration.FromDays(366));
        foreach (var bad in new[]
        {
            good with { At = Now - Duration.FromSeconds(1) }, good with { At = good.At + Duration.FromSeconds(1) }, good with { ByMw = 0m }, good with { ByMw = 1000m },
            good with { WithinSeconds = 0m }, good with { ForSeconds = 3601m }, good with { Note = new('x', 201) }, good with { Note = "a\nb" },
        })
        {
            (await Should.ThrowAsync<RefusedException>(book.PlanAsync(Actor.Local, bad, _limit.Token))).Code.ShouldBe(DrillErrors.BadPlan, bad.ToString());
        }

        for (var i = 0; i < PlannedDrills.MostKept; i++)
        {
            await book.PlanAsync(Actor.Local, good, _limit.Token);
        }

        (await Should.ThrowAsync<RefusedException>(book.PlanAsync(Actor.Local, good, _limit.Token))).Code.ShouldBe(DrillErrors.TooManyPlans);
    }

    [Fact]
    public async Task The_alarm_reminds_of_it_when_its_time_has_come_until_it_is_called_off()
    {
        await using var rig = await StartAsync();
        var (book, alarms) = (rig.Services.GetRequiredService<PlannedDrills>(), rig.Services.GetRequiredService<AlarmDesk>());
        var plan = await book.PlanAsync(Actor.Local, Wish(Duration.FromMinutes(1)), _limit.Token);
        _time.Advance(TimeSpan.FromSeconds(59));
        alarms.Newest.Entries.Values.ShouldNotContain(static one => one.Code == "drill-due");

        _time.Advance(TimeSpan.FromSeconds(2));
        await UntilAsync(alarms, AlarmState.Unacknowledged);
        rig.State.Orders.ShouldBeEmpty();

        await book.CallOffAsync(Actor.Local, plan.Id, _limit.Token);
        _time.Advance(TimeSpan.FromSeconds(1));
        await UntilAsync(alarms, AlarmState.Returned);
    }

    [Fact]
    public async Task It_is_planned_listed_begun_and_called_off_over_the_API()
    {
        await using var rig = await StartAsync();
        const string Body = """{"at_utc":"2026-07-02T08:00:00Z","by_mw":5,"note":"first"}""";

        var (made, plan) = await rig.SendAsync(HttpMethod.Post, Address, Body, ApiRig.Token);
        await rig.SendAsync(HttpMethod.Post, Address, Body, ApiRig.Token);
        var (_, list) = await rig.GetAsync(Address);
        var (begun, answer) = await rig.SendAsync(HttpMethod.Post, Address + "/1/begin", "{}", ApiRig.Token);
        var (off, _) = await rig.SendAsync(HttpMethod.Delete, Address + "/2", null, ApiRig.Token);
        var (gone, problem) = await rig.SendAsync(HttpMethod.Delete, Address + "/2", null, ApiRig.Token);
        var (past, _) = await rig.SendAsync(HttpMethod.Post, Address, """{"at_utc":"2026-06-30T08:00:00Z","by_mw":5}""", ApiRig.Token);
        var (reader, _) = await rig.SendAsync(HttpMethod.Post, Address, Body, await rig.KeyAsync("see-events"));

        (made, begun, off, gone, past, reader).ShouldBe((HttpStatusCode.Created, HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.UnprocessableEntity, HttpStatusCode.Forbidden));
        list["planned"]!.AsArray().Count.ShouldBe(2);
        ((string?)plan["at_utc"], (decimal)plan["within_seconds"]!, (decimal)plan["for_seconds"]!, (string?)plan["note"], (string?)plan["state"])
            .ShouldBe(("2026-07-02T08:00:00.000Z", 60m, 120m, "first", "ahead"));
        ((string?)answer["order"]!["reason"]).ShouldBe("drill");
        ((string?)problem["code"]).ShouldBe(DrillErrors.NoPlan.Id);
        (await rig.GetAsync(Address)).Body["planned"]!.AsArray().ShouldBeEmpty();
    }

    private Task<ApiRig> StartAsync() => ApiRig.StartAsync(_limit.Token, furnish: room => room with { Wall = _time, View = room.View with { Time = _time } });

    private DrillWish Wish(Duration ahead) => new(Now + ahead, 5m, 60m, 120m, "");

    private static PlannedDrills Book(ApiRig rig, TimeProvider time, MemoryJournal? journal)
    {
        var (view, gate, people) = (rig.View with { Time = time }, rig.Services.GetRequiredService<Gate>(), new PeopleJournal(journal, time));
        return new(view, rig.Services.GetRequiredService<DeskStore>(), new(view, rig.Services.GetRequiredService<OrderTaking>(), people, gate), people, gate);
    }

    private async Task UntilAsync(AlarmDesk alarms, AlarmState state)
    {
        await foreach (var list in alarms.WatchAsync(_limit.Token))
        {
            if (list.Entries.Values.Any(one => one.Code == "drill-due" && one.State == state))
            {
                return;
            }
        }
    }
}
