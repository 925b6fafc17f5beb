using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Accounts.Seconds;
using Spillway.App.People;
using Spillway.Engine;
using Spillway.Engine.Signals.Orders;
using Spillway.Tests.App.Api;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Accounts;

public sealed class SecondPersonTests : IDisposable
{
    private static readonly Actor _first = new("1", "ann", ActorKind.Person, [Roles.Operator], []);
    private static readonly Actor _second = new("2", "ben", ActorKind.Person, [Roles.Operator], []);
    private static readonly Actor _viewer = new("3", "cho", ActorKind.Person, [Roles.Viewer], []);
    private readonly Microsoft.Extensions.Time.Testing.FakeTimeProvider _wall = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spillway-seconds-");
    private readonly SecondDesk _desk;
    private int _done;

    public SecondPersonTests() => _desk = Started();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Another_person_who_saw_the_same_signs_and_only_then_it_is_done()
    {
        var request = await AskAsync();
        _done.ShouldBe(0);

        (await Refused(_desk.SignAsync(_first, request.Id, request.Digest, Ct))).ShouldBe(AccountErrors.OwnRequest);
        (await Refused(_desk.SignAsync(_viewer, request.Id, request.Digest, Ct))).ShouldBe(AccountErrors.NotAllowed);
        (await Refused(_desk.SignAsync(_second, request.Id, SecondDesk.DigestOf(new JsonObject { ["raises_mw"] = 21 }), Ct))).ShouldBe(AccountErrors.OtherPromise);
        _done.ShouldBe(0);

        (await _desk.SignAsync(_second, request.Id, request.Digest, Ct)).State.ShouldBe(SecondState.Agreed);
        _done.ShouldBe(1);
        (await Refused(_desk.SignAsync(_second, request.Id, request.Digest, Ct))).ShouldBe(AccountErrors.NothingWaits);
        _done.ShouldBe(1);
    }

    [Fact]
    public async Task What_nobody_signs_in_ten_minutes_is_not_done()
    {
        var request = await AskAsync();
        _wall.Advance(SecondDesk.SignedWithin.ToTimeSpan());

        (await Refused(_desk.SignAsync(_second, request.Id, request.Digest, Ct))).ShouldBe(AccountErrors.NothingWaits);
        _desk.All()[0].State.ShouldBe(SecondState.Expired);
        _done.ShouldBe(0);
    }

    [Fact]
    public async Task The_page_says_of_a_change_that_it_waits_and_later_that_it_expired_and_was_not_done()
    {
        await using var desk = await AccountRig.StartAsync(Ct, isDemo: true);
        using var browser = desk.Open();
        using var asked = await desk.Desk.AnswerAsync(HttpMethod.Put, "/api/v1/roles/night", """{"actions":["see-desk"]}""", ApiRig.Token);
        asked.StatusCode.ShouldBe(HttpStatusCode.Accepted);

        var waiting = await browser.GetAsync("/seconds");
        waiting.ShouldContain("two-1 · Role · waits for another person");
        waiting.ShouldContain("night");
        waiting.ShouldContain("see the desk");
        desk.Wall.Advance(SecondDesk.SignedWithin.ToTimeSpan());
        var later = await browser.GetAsync("/seconds");

        later.ShouldContain("Nothing waits.");
        later.ShouldContain("expired, not done");
        (await desk.Desk.GetAsync("/api/v1/roles")).Body["roles"]!.AsArray().ShouldNotContain(static role => (string?)role!["role"] == "night");
    }

    [Fact]
    public async Task Who_asked_may_take_it_back_and_another_may_decline_it()
    {
        var own = await AskAsync();
        var others = await AskAsync();

        (await _desk.DeclineAsync(_first, own.Id, "no longer needed", Ct)).State.ShouldBe(SecondState.Declined);
        (await Refused(_desk.DeclineAsync(_viewer, others.Id, "no", Ct))).ShouldBe(AccountErrors.NotAllowed);
        (await _desk.DeclineAsync(_second, others.Id, "not now", Ct)).Because.ShouldBe("not now");
        _done.ShouldBe(0);
    }

    [Fact]
    public async Task Alone_the_glass_is_broken_with_a_reason_and_everybody_is_told()
    {
        var told = new List<SecondState>();
        _desk.Changed += request => told.Add(request.State);
        var request = await AskAsync();

        (await Refused(_desk.BreakGlassAsync(_first, request.Id, " ", Ct))).ShouldBe(AccountErrors.NoReason);
        (await Refused(_desk.BreakGlassAsync(_viewer, request.Id, "alone", Ct))).ShouldBe(AccountErrors.NotAllowed);
        await _desk.BreakGlassAsync(_first, request.Id, "alone on the night shift", Ct);

        _done.ShouldBe(1);
        told.ShouldBe([SecondState.Waiting, SecondState.BrokenGlass]);
    }

    [Fact]
    public async Task What_was_done_at_once_is_signed_afterwards_and_not_undone()
    {
        var request = await _desk.DoneAsync(_first, DeskAction.Shed, new JsonObject { ["mw"] = 10 }, Ct);

        request.State.ShouldBe(SecondState.Done);
        (await Refused(_desk.BreakGlassAsync(_first, request.Id, "alone", Ct))).ShouldBe(AccountErrors.NothingWaits);
        (await _desk.SignAsync(_second, request.Id, request.Digest, Ct)).State.ShouldBe(SecondState.Agreed);
    }

    [Fact]
    public async Task What_was_signed_and_cannot_be_done_waits_on_and_is_done_by_the_next_who_signs()
    {
        var told = new List<SecondState>();
        var refuses = true;
        var request = await _desk.AskAsync(_first, DeskAction.ManageRoles, new JsonObject { ["role"] = "night" }, _ =>
        {
            _done += refuses ? 0 : 1;
            return refuses ? throw new RefusedException(AccountErrors.BadRole, "The roles changed.") : Task.CompletedTask;
        }, Ct);
        _desk.Changed += changed => told.Add(changed.State);

        (await Refused(_desk.SignAsync(_second, request.Id, request.Digest, Ct))).ShouldBe(AccountErrors.BadRole);
        (await Refused(_desk.BreakGlassAsync(_first, request.Id, "alone", Ct))).ShouldBe(AccountErrors.BadRole);
        _desk.All()[0].ShouldBe(request);
        told.ShouldBeEmpty("nothing has come of it");
        refuses = false;
        (await _desk.SignAsync(_second, request.Id, request.Digest, Ct)).State.ShouldBe(SecondState.Agreed);

        _done.ShouldBe(1);
        told.ShouldBe([SecondState.Agreed]);
        (_desk.All()[0].EndedBy, _desk.All()[0].Because).ShouldBe(("ben", null));
    }

    [Fact]
    public async Task What_is_being_done_is_in_nobody_elses_hand_and_does_not_expire_meanwhile()
    {
        var (begun, goesOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        var request = await _desk.AskAsync(_first, DeskAction.Raise, new JsonObject { ["raises_mw"] = 20 }, async _ =>
        {
            begun.SetResult();
            await goesOn.Task;
        }, Ct);

        using var closed = new CancellationTokenSource();
        var signing = _desk.SignAsync(_second, request.Id, request.Digest, closed.Token);
        await begun.Task;
        await closed.CancelAsync();
        _wall.Advance(SecondDesk.SignedWithin.ToTimeSpan());

        (await Refused(_desk.DeclineAsync(_first, request.Id, "no longer", Ct))).ShouldBe(AccountErrors.NothingWaits);
        _desk.All()[0].State.ShouldBe(SecondState.Waiting);
        goesOn.SetResult();
        (await signing).State.ShouldBe(SecondState.Agreed);
    }

    [Fact]
    public async Task Fifty_wait_at_most()
    {
        for (var number = 0; number < 50; number++)
        {
            await AskAsync();
        }

        (await Refused(AskAsync())).ShouldBe(AccountErrors.TooManyWait);
    }

    [Fact]
    public async Task The_same_order_asked_for_again_is_the_same_request_whatever_the_site_draws_meanwhile()
    {
        var first = await OrderAsync(_first, "r1", 20);
        for (var time = 0; time < 60; time++)
        {
            (await OrderAsync(_first, "r1", 20 + time)).Id.ShouldBe(first.Id);
        }

        (await OrderAsync(_first, "r2", 20)).Id.ShouldNotBe(first.Id);
        (await OrderAsync(_second, "r1", 20)).Id.ShouldNotBe(first.Id);
        await _desk.DeclineAsync(_first, first.Id, "over", Ct);
        (await OrderAsync(_first, "r1", 20)).Id.ShouldNotBe(first.Id);
        _desk.All().Count(static one => one.State == SecondState.Waiting).ShouldBe(3);
    }

    [Fact]
    public async Task What_is_to_be_signed_outlasts_a_restart_and_numbers_go_on()
    {
        var owed = await _desk.DoneAsync(_first, DeskAction.Shed, new JsonObject { ["id"] = "s1", ["mw"] = 10.5m, ["reason"] = "a < b" }, Ct);
        var waiting = await AskAsync();

        var restarted = Started();
        var kept = restarted.All().ShouldHaveSingleItem("what waited has not been done and is forgotten");
        (kept.Id, kept.ById, kept.State, kept.Digest, kept.Until).ShouldBe((owed.Id, owed.ById, SecondState.Done, owed.Digest, owed.Until));
        SecondDesk.DigestOf(kept.What).ShouldBe(owed.Digest);
        var next = await restarted.DoneAsync(_first, DeskAction.Shed, new JsonObject { ["id"] = "s2" }, Ct);
        new[] { owed.Id, waiting.Id, next.Id }.ShouldBe(["two-1", "two-2", "two-3"]);

        await restarted.SignAsync(_second, owed.Id, owed.Digest, Ct);
        await restarted.DeclineAsync(_second, next.Id, "not so", Ct);
        Started().All().ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_has_arranged_the_others_account_in_the_last_day_or_since_is_no_second_person()
    {
        var request = await OrderAsync(_first, "r1", 20);
        _desk.WhyNot(_second, request).ShouldBeNull();
        _desk.Arranged.Add(_second.Id, by: _first);
        (await Refused(_desk.SignAsync(_second, request.Id, request.Digest, Ct))).ShouldBe(SecondErrors.SameHand, "since the request");

        var other = await OrderAsync(_second, "r2", 20);
        (await Refused(_desk.SignAsync(_first, other.Id, other.Digest, Ct))).ShouldBe(SecondErrors.SameHand, "nor the other way round");
        Started().WhyNot(_second, request).ShouldBe(SecondErrors.SameHand, "also after a restart");
        _done.ShouldBe(0);

        _wall.Advance(ArrangedAccounts.Reach.ToTimeSpan());
        var atLast = await OrderAsync(_first, "r3", 20);
        (await Refused(_desk.SignAsync(_second, atLast.Id, atLast.Digest, Ct))).ShouldBe(SecondErrors.SameHand);
        _wall.Advance(TimeSpan.FromSeconds(1));
        var later = await OrderAsync(_first, "r4", 20);
        (await _desk.SignAsync(_second, later.Id, later.Digest, Ct)).State.ShouldBe(SecondState.Agreed);
    }

    [Fact]
    public async Task A_chain_through_further_accounts_ties_its_two_ends_and_all_between_them()
    {
        var request = await OrderAsync(_first, "r1", 20);
        _desk.Arranged.Add("8", by: Of("7"));
        _desk.Arranged.Add("7", by: _first);
        _desk.WhyNot(_second, request).ShouldBeNull();

        _desk.Arranged.Add(_second.Id, by: Of("8"));
        (await Refused(_desk.SignAsync(_second, request.Id, request.Digest, Ct))).ShouldBe(SecondErrors.SameHand, "the first made the second, by two in between");
        var back = await OrderAsync(_second, "r2", 20);
        (await Refused(_desk.SignAsync(_first, back.Id, back.Digest, Ct))).ShouldBe(SecondErrors.SameHand, "and whoever holds the second may be the first");
        _desk.WhyNot(Of("8"), request).ShouldBe(SecondErrors.SameHand);
        Started().WhyNot(_second, request).ShouldBe(SecondErrors.SameHand, "also after a restart");
        _done.ShouldBe(0);

        _wall.Advance(ArrangedAccounts.Reach.ToTimeSpan() + TimeSpan.FromSeconds(1));
        _desk.Arranged.Add("7", by: _first);
        var later = await OrderAsync(_first, "r3", 20);
        (await _desk.SignAsync(_second, later.Id, later.Digest, Ct)).State.ShouldBe(SecondState.Agreed, "the links behind are too old");
    }

    [Fact]
    public async Task Two_that_a_third_has_arranged_are_two_and_who_arranged_more_than_can_be_followed_is_nobodys_second()
    {
        _desk.Arranged.Add(_first.Id, by: Of("9"));
        _desk.Arranged.Add(_second.Id, by: Of("9"));
        var request = await OrderAsync(_first, "r1", 20);
        _desk.WhyNot(_second, request).ShouldBeNull();

        using (var connection = new DeskStore(_folder.FullName).Open())
        {
            connection.Run(
                """
                WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < $most)
                INSERT INTO second_arranged SELECT 'many-' || n, $by, $at FROM numbers
                """,
                ("$most", ArrangedAccounts.MostFollowed), ("$by", _second.Id), ("$at", _wall.GetUtcNow().ToUnixTimeMilliseconds()));
        }

        Started().WhyNot(_second, request).ShouldBe(SecondErrors.SameHand);
    }

    [Fact]
    public async Task What_was_done_at_once_is_declined_by_another_and_never_by_who_did_it()
    {
        var request = await _desk.DoneAsync(_first, DeskAction.Shed, new JsonObject { ["mw"] = 10 }, Ct);
        _desk.Arranged.Add("4", by: _first);

        (await Refused(_desk.DeclineAsync(_first, request.Id, "it was right", Ct))).ShouldBe(AccountErrors.OwnRequest);
        (await Refused(_desk.DeclineAsync(_viewer, request.Id, "no", Ct))).ShouldBe(AccountErrors.NotAllowed);
        (await Refused(_desk.DeclineAsync(Of("4"), request.Id, "no", Ct))).ShouldBe(SecondErrors.SameHand);
        _desk.WhyNotDecline(_first, request).ShouldBe(AccountErrors.OwnRequest);
        Started().All().ShouldHaveSingleItem().State.ShouldBe(SecondState.Done, "it is owed as before");

        _desk.WhyNotDecline(_second, request).ShouldBeNull();
        (await _desk.DeclineAsync(_second, request.Id, "not needed", Ct)).State.ShouldBe(SecondState.Declined);
    }

    [Fact]
    public async Task Of_more_than_five_hundred_to_be_signed_the_oldest_is_given_up()
    {
        using (var connection = new DeskStore(_folder.FullName).Open())
        {
            connection.Run("""
                WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 500)
                INSERT INTO second_owed SELECT n, 'two-' || n, 'shed', 'ann', '1', 0, 0, '{}', '' FROM numbers
                """);
            connection.Run("INSERT INTO second_last VALUES (1, 500)");
        }

        var desk = Started();
        (await desk.DoneAsync(_first, DeskAction.Shed, [], Ct)).Id.ShouldBe("two-501");

        var oldest = desk.All()[^1];
        (oldest.Id, oldest.State, oldest.EndedBy).ShouldBe(("two-1", SecondState.Declined, "desk"));
        Started().All().Length.ShouldBe(500);
    }

    [Fact]
    public async Task A_shed_acts_at_once_and_its_release_waits_for_another_person()
    {
        await using var rig = await ApiRig.StartAsync(Ct, secondAbove: 0.02m);

        var (shed, _) = await rig.OrderAsync("""{"kind":"shed","to_mw":0.05,"reason":"test","by":"ann","id":"s1"}""");
        shed.ShouldBe(HttpStatusCode.Created);
        var (status, body) = await rig.SendAsync(HttpMethod.Delete, "/api/v1/orders/s1?by=ann&reason=over", null, ApiRig.Token);

        status.ShouldBe(HttpStatusCode.Conflict);
        ((string?)body["code"]).ShouldBe(AccountErrors.NeedsSecond.Id);
        rig.State.Orders.Length.ShouldBe(1);
        var waiting = (await rig.GetAsync("/api/v1/seconds")).Body["seconds"]!.AsArray().Single(one => (string?)one!["state"] == "waiting")!;
        var own = await rig.SendAsync(HttpMethod.Post, $"/api/v1/seconds/{waiting["id"]}/sign", $$"""{"digest":"{{waiting["digest"]}}"}""", ApiRig.Token);
        ((string?)own.Body["code"]).ShouldBe(AccountErrors.OwnRequest.Id);
        var owed = (await rig.GetAsync("/api/v1/seconds")).Body["seconds"]!.AsArray().Single(static one => (string?)one!["state"] == "done-unsigned")!;
        var declined = await rig.SendAsync(HttpMethod.Post, $"/api/v1/seconds/{owed["id"]}/decline", """{"because":"it was right"}""", ApiRig.Token);
        ((string?)declined.Body["code"]).ShouldBe(AccountErrors.OwnRequest.Id);

        var broken = await rig.SendAsync(HttpMethod.Post, $"/api/v1/seconds/{waiting["id"]}/break-glass", """{"because":"alone"}""", ApiRig.Token);
        ((string?)broken.Body["state"]).ShouldBe("broke-glass");
        rig.State.Orders.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_order_that_the_desk_refuses_when_it_is_signed_has_not_ended_its_request()
    {
        await using var rig = await ApiRig.StartAsync(Ct, secondAbove: 0.02m);
        await rig.OrderAsync("""{"kind":"shed","to_mw":0.05,"reason":"test","by":"ann","id":"s1"}""");
        await rig.SendAsync(HttpMethod.Delete, "/api/v1/orders/s1?by=ann&reason=over", null, ApiRig.Token);
        var waiting = (await rig.GetAsync("/api/v1/seconds")).Body["seconds"]!.AsArray().Single(static one => (string?)one!["state"] == "waiting")!;

        // Meanwhile it ended by another way.
        rig.Pass(new Order(new("other"), OrderKind.Release, OrderRank.OperatorHold, null, null, null, new OrderId("s1"), null, null, "over", "cho"));
        var late = await rig.SendAsync(HttpMethod.Post, $"/api/v1/seconds/{waiting["id"]}/break-glass", """{"because":"alone"}""", ApiRig.Token);

        late.Status.ShouldBe(HttpStatusCode.Conflict);
        ((string?)late.Body["code"]).ShouldBe("SW6504");
        (await rig.GetAsync("/api/v1/seconds")).Body["seconds"]!.AsArray().Single(one => (string?)one!["id"] == (string?)waiting["id"])!["state"]!.GetValue<string>().ShouldBe("waiting");
    }

    private static Actor Of(string id) => new(id, "person-" + id, ActorKind.Person, [Roles.Operator], []);

    private SecondDesk Started() => new(new(static () => RoleBook.BuiltIn), new(null, _wall), new(_folder.FullName), _wall);

    private Task<SecondRequest> OrderAsync(Actor who, string id, int raises) => _desk.AskAsync(
        who, DeskAction.Raise, new JsonObject { ["id"] = id, ["kind"] = "floor", ["raises_mw"] = raises, ["promise"] = new JsonObject { ["power_mw"] = raises } },
        _ => Task.CompletedTask, Ct);

    private Task<SecondRequest> AskAsync() => _desk.AskAsync(_first, DeskAction.Raise, new JsonObject { ["raises_mw"] = 20 }, _ =>
    {
        _done++;
        return Task.CompletedTask;
    }, Ct);

    private static async Task<ErrorCode> Refused(Task work) => (await Should.ThrowAsync<RefusedException>(work)).Code;
}
