using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Accounts.Seconds;
using Spillway.App.Alarms;
using Spillway.App.Api;
using Spillway.App.Console.Seconds;
using Spillway.App.Console.Texts;
using Spillway.Tests.App.Api;
using Xunit;

namespace Spillway.Tests.App.Accounts;

/// <summary>Orders that need another person, before or afterwards, through the API of a desk on a wall clock that the test moves.</summary>
public sealed class SecondOrderTests
{
    private static readonly Actor _ben = new("2", "ben", ActorKind.Person, [Roles.Operator], []);
    private readonly FakeTimeProvider _wall = new(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_client_that_sends_the_same_order_or_release_again_has_one_request()
    {
        await using var rig = await StartAsync(0.02m);
        await rig.OrderAsync("""{"kind":"shed","to_mw":0.05,"reason":"test","by":"ann","id":"s1"}""");
        for (var time = 0; time < 3; time++)
        {
            using var floor = await rig.AnswerAsync(
                HttpMethod.Post, "/api/v1/orders", """{"kind":"floor","to_mw":90,"reason":"test","by":"ann"}""", ApiRig.Token, ("Idempotency-Key", "again"));
            floor.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            (await rig.SendAsync(HttpMethod.Delete, "/api/v1/orders/s1?by=ann&reason=over", null, ApiRig.Token)).Status.ShouldBe(HttpStatusCode.Conflict);
            rig.Pass();
        }

        rig.Services.GetRequiredService<SecondDesk>().All().Where(static one => one.State == SecondState.Waiting).Select(static one => one.Action)
            .ShouldBe([DeskAction.Release, DeskAction.Raise]);
    }

    [Fact]
    public async Task A_total_stop_acts_raises_an_alarm_and_is_signed_afterwards_also_where_no_power_is_set()
    {
        await using var rig = await StartAsync(null);
        var alarms = rig.Services.GetRequiredService<AlarmDesk>();
        await rig.OrderAsync("""{"kind":"shed","to_mw":0.05,"reason":"test","by":"ann","id":"s1"}""");
        rig.Services.GetRequiredService<SecondDesk>().All().ShouldBeEmpty("no power is set: a shed is not signed");

        var (_, first) = await rig.OrderAsync("""{"kind":"stop","reason":"fire","by":"ann","id":"x1"}""");
        var stop = $$"""{"kind":"stop","reason":"fire","by":"ann","id":"x1","confirm":"{{first["confirm"]}}"}""";
        (await rig.OrderAsync(stop)).Status.ShouldBe(HttpStatusCode.Created);

        var request = rig.Services.GetRequiredService<SecondDesk>().All().ShouldHaveSingleItem();
        (request.State, request.Action, (string?)request.What["id"]).ShouldBe((SecondState.Done, DeskAction.Stop, "x1"));
        await UntilAsync(alarms, static list => Standing(list).SequenceEqual(["signature-wanted"]));
        await rig.Services.GetRequiredService<SecondDesk>().SignAsync(_ben, request.Id, request.Digest, Ct);
        await UntilAsync(alarms, static list => !Standing(list).Any());

        var (_, word) = await rig.OrderAsync("""{"kind":"stop","reason":"fire","by":"ann","id":"x1"}""");
        (await rig.OrderAsync($$"""{"kind":"stop","reason":"fire","by":"ann","id":"x1","confirm":"{{word["confirm"]}}"}""")).Status.ShouldBe(HttpStatusCode.OK);
        rig.Services.GetRequiredService<SecondDesk>().All().Length.ShouldBe(1, "it was known, and has been signed");
    }

    [Theory]
    [InlineData("""{"kind":"hold","state":"off","group":"hall-a","reason":"test","by":"ann"}""")]
    [InlineData("""{"kind":"lock","group":"hall-a","reason":"test","by":"ann"}""")]
    public async Task A_hold_off_and_a_lock_out_are_signed_where_the_group_was_wanted_at_more_than_the_set_power(string order)
    {
        await using var rig = await StartAsync(0.001m);
        (await rig.OrderAsync(order)).Status.ShouldBe(HttpStatusCode.Created);
        rig.Services.GetRequiredService<SecondDesk>().All().ShouldHaveSingleItem().State.ShouldBe(SecondState.Done);

        await using var larger = await StartAsync(100m);
        (await larger.OrderAsync(order)).Status.ShouldBe(HttpStatusCode.Created);
        larger.Services.GetRequiredService<SecondDesk>().All().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_signature_that_is_late_is_another_alarm_which_a_restart_leaves_standing_until_it_is_signed()
    {
        var folder = Directory.CreateTempSubdirectory("spillway-owed-");
        try
        {
            await using (var rig = await StartAsync(null, folder.FullName))
            {
                var (_, first) = await rig.OrderAsync("""{"kind":"stop","reason":"fire","by":"ann","id":"x1"}""");
                await rig.OrderAsync($$"""{"kind":"stop","reason":"fire","by":"ann","id":"x1","confirm":"{{first["confirm"]}}"}""");
                var alarms = rig.Services.GetRequiredService<AlarmDesk>();
                await UntilAsync(alarms, static list => Standing(list).SequenceEqual(["signature-wanted"]));

                // One that stood when an older desk ended, and whose request nobody knows any more.
                alarms.Raise(DeskAlarm.SecondMissing, "two-99 shed (eve)");
                await UntilAsync(alarms, static list => Standing(list).Count() == 2);
            }

            // No desk runs meanwhile, whose every second the clock would go through.
            _wall.Advance(SecondDesk.SignedAfterwardsWithin.ToTimeSpan() - TimeSpan.FromSeconds(90));
            await using (var rig = await StartAsync(null, folder.FullName))
            {
                var (seconds, alarms) = (rig.Services.GetRequiredService<SecondDesk>(), rig.Services.GetRequiredService<AlarmDesk>());
                await UntilAsync(alarms, static list => Standing(list).SequenceEqual(["signature-wanted"]));
                _wall.Advance(TimeSpan.FromMinutes(2));
                await UntilAsync(alarms, static list => Standing(list).SequenceEqual(["second-missing"]));
                var request = seconds.All().ShouldHaveSingleItem();
                await seconds.SignAsync(_ben, request.Id, request.Digest, Ct);
                await UntilAsync(alarms, static list => !Standing(list).Any());
            }
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task What_one_person_raises_in_ten_minutes_counts_together_and_what_was_refused_does_not()
    {
        await using var rig = await StartAsync(0.02m);
        var above = (SitePower.Drawn(rig.View.Plant, rig.State).Value + 0.015m).ToString(CultureInfo.InvariantCulture);

        ((string?)(await FloorAsync("f0", ""","until_utc":"2001-01-01T00:00:00Z" """)).Body["code"]).ShouldBe("SW6504");
        (await FloorAsync("f1")).Status.ShouldBe(HttpStatusCode.Created);
        (await FloorAsync("f1")).Status.ShouldBe(HttpStatusCode.OK, "it is known");
        var waits = await FloorAsync("f2");
        ((string?)waits.Body["code"]).ShouldBe(AccountErrors.NeedsSecond.Id);
        ((string?)waits.Body["detail"]).ShouldNotBeNull().ShouldContain("after 0.015 MW that 'local' has raised in the last 10 min");

        _wall.Advance(TimeSpan.FromMinutes(10));
        (await FloorAsync("f3")).Status.ShouldBe(HttpStatusCode.Created);

        Task<(HttpStatusCode Status, JsonObject Body)> FloorAsync(string id, string more = "") =>
            rig.OrderAsync($$"""{"kind":"floor","to_mw":{{above}},"reason":"test","by":"ann","id":"{{id}}"{{more}}}""");
    }

    [Fact]
    public async Task A_restart_gives_nobody_the_set_power_anew()
    {
        var folder = Directory.CreateTempSubdirectory("spillway-raised-");
        try
        {
            await using (var rig = await StartAsync(0.02m, folder.FullName))
            {
                ((string?)(await FloorAsync(rig, "f0", ""","until_utc":"2001-01-01T00:00:00Z" """)).Body["code"]).ShouldBe("SW6504", "refused: it raises nothing");
                (await FloorAsync(rig, "f1")).Status.ShouldBe(HttpStatusCode.Created);
            }

            _wall.Advance(TimeSpan.FromMinutes(4));
            await using (var rig = await StartAsync(0.02m, folder.FullName))
            {
                var waits = await FloorAsync(rig, "f2");
                ((string?)waits.Body["code"]).ShouldBe(AccountErrors.NeedsSecond.Id);
                ((string?)waits.Body["detail"]).ShouldNotBeNull().ShouldContain("after 0.015 MW that 'local' has raised in the last 10 min");
            }

            // Six minutes more, whatever was restarted in between.
            _wall.Advance(TimeSpan.FromMinutes(6));
            await using (var rig = await StartAsync(0.02m, folder.FullName))
            {
                (await FloorAsync(rig, "f3")).Status.ShouldBe(HttpStatusCode.Created);
            }
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }

        static Task<(HttpStatusCode Status, JsonObject Body)> FloorAsync(ApiRig rig, string id, string more = "")
        {
            var above = (SitePower.Drawn(rig.View.Plant, rig.State).Value + 0.015m).ToString(CultureInfo.InvariantCulture);
            return rig.OrderAsync($$"""{"kind":"floor","to_mw":{{above}},"reason":"test","by":"ann","id":"{{id}}"{{more}}}""");
        }
    }

    [Fact]
    public async Task Both_see_what_was_foreseen_when_the_first_gave_it()
    {
        await using var rig = await StartAsync(0.02m);
        await rig.OrderAsync("""{"kind":"hold","state":"off","group":"hall-a","reason":"test","by":"ann","id":"h1","rank":"protection"}""");
        for (var pass = 0; pass < 120; pass++)
        {
            rig.Pass();
        }

        await rig.OrderAsync("""{"kind":"hold","state":"on","group":"hall-a","reason":"test","by":"ann","id":"h2"}""");
        await rig.SendAsync(HttpMethod.Delete, "/api/v1/orders/h1?by=ann&reason=over", null, ApiRig.Token);
        var all = rig.Services.GetRequiredService<SecondDesk>().All();

        var on = all.Single(static one => one.Action == DeskAction.Raise);
        var rows = SecondWords.Rows(on, English).ToDictionary(static row => row.Name, static row => row.Value);
        rows["Kind"].ShouldBe("hold on");
        rows["Rank"].ShouldBe("operator");
        SecondWords.Rows(on, English with { Language = "zh-CN" }).ShouldContain(static row => row.Value == "保持运行");
        rows["Groups that move, MW"].ShouldBe("hall-a +30");
        rows["Price of a MWh"].ShouldBe("30.5 USD");
        rows["Costs an hour"].ShouldEndWith(" USD");
        rows["Draws now, MW"].ShouldNotBeEmpty();
        on.Digest.ShouldBe(SecondDesk.DigestOf(on.What));

        var back = SecondWords.Rows(all.Single(static one => one.Action == DeskAction.Release), English).ToDictionary(static row => row.Name, static row => row.Value);
        decimal.Parse(back["May bring back, MW"], CultureInfo.InvariantCulture).ShouldBeGreaterThan(0.02m);
        back.ShouldNotContainKey("May raise the site by, MW");
    }

    private static Reader English => new(ConsoleTexts.Embedded(), "en", DateTimeZone.Utc, false);

    private Task<ApiRig> StartAsync(decimal? above, string? folder = null) =>
        ApiRig.StartAsync(Ct, above, furnish: room => room with { Wall = _wall, DataFolder = folder ?? room.DataFolder });

    private static IEnumerable<string> Standing(AlarmList list) =>
        list.Entries.Values.Where(static one => one.IsStanding && (one.Code is "signature-wanted" or "second-missing")).Select(static one => one.Code);

    private static async Task UntilAsync(AlarmDesk alarms, Func<AlarmList, bool> isSo)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(TimeSpan.FromSeconds(20));
        await foreach (var list in alarms.WatchAsync(limit.Token))
        {
            if (isSo(list))
            {
                return;
            }
        }
    }
}
