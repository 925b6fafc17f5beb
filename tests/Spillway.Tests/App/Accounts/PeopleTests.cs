using System.Net;
using System.Text.RegularExpressions;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Accounts.Seconds;
using Spillway.App.Accounts.Sessions;
using Spillway.App.Accounts.SignIns;
using Spillway.App.Api;
using Spillway.App.People;
using Spillway.Engine;
using Spillway.Tests.App.Api;
using Xunit;

namespace Spillway.Tests.App.Accounts;

public sealed partial class PeopleTests
{
    private const string Other = "eleven loud transformers";

    private static CancellationToken End => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_invited_takes_the_account_up_once_and_reaches_what_the_role_reaches()
    {
        await using var rig = await AccountRig.StartAsync(End);
        using var admin = await rig.FirstAsync();
        await admin.SendAsync("/set-up/people", "person", ("Name", "bob"), ("Role", "operator"), ("Group", "hall-a"));
        admin.Page.ShouldContain("Make this account?");
        (await rig.Get<PeopleBook>().ListAsync(Actor.Local, End)).ShouldHaveSingleItem("it is reviewed first");
        await admin.AgainAsync("/set-up/people", "keep");
        var code = Codes().Match(admin.Page).Value;

        using var bob = rig.Open();
        await bob.SendAsync("/invitation", "invitation", ("Name", "bob"), ("Code", code), ("Password", Other));
        bob.Location.ShouldEndWith("/account");
        (await bob.GetAsync("/account")).ShouldContain("hall-a");
        await bob.GetAsync("/set-up/people");
        bob.Location.ShouldBe("/not-allowed");
        (await admin.GetAsync("/set-up/people")).ShouldNotContain(code);

        using var again = rig.Open();
        await again.SendAsync("/invitation", "invitation", ("Name", "bob"), ("Code", code), ("Password", Other));
        again.Page.ShouldContain("Name or code are wrong");
    }

    [Theory]
    [InlineData("invite")]
    [InlineData("change")]
    [InlineData("reset")]
    public async Task An_administrator_is_no_second_person_with_an_account_that_the_own_hand_made_changed_or_reset(string deed)
    {
        await using var rig = await AccountRig.StartAsync(End);
        var ada = new Actor("a-ada", "ada", ActorKind.Person, [Roles.Administrator], []);
        var id = (await rig.InvitedAsync("bob", Roles.Administrator, deed == "invite" ? ada : Actor.Local)).Id;
        var bob = new Actor(id, "bob", ActorKind.Person, [Roles.Administrator], []);
        var seconds = rig.Get<SecondDesk>();
        var request = await seconds.AskAsync(ada, DeskAction.ManageRoles, new() { ["role"] = "night" }, static _ => Task.CompletedTask, End);
        seconds.WhyNot(bob, request).ShouldBe(deed == "invite" ? SecondErrors.SameHand : null);

        await (deed switch
        {
            "change" => rig.Get<PeopleBook>().ChangeAsync(ada, id, new("bob", null, [Roles.Administrator, Roles.Operator], []), SeenTag.Any, End),
            "reset" => rig.Get<PeopleBook>().ResetAsync(ada, id, End),
            _ => Task.CompletedTask,
        });

        (await Should.ThrowAsync<RefusedException>(seconds.SignAsync(bob, request.Id, request.Digest, End))).Code.ShouldBe(SecondErrors.SameHand);
    }

    [Fact]
    public async Task An_invitation_is_good_for_72_hours()
    {
        await using var rig = await AccountRig.StartAsync(End);
        var (id, code) = await InviteAsync(rig, "bob");
        rig.Wall.AdjustTime(rig.Wall.GetUtcNow() + PeopleBook.InvitationGood);

        var answer = await rig.Get<SignInDesk>().ByInvitationAsync("bob", code, Other, new("127.0.0.1", ""), End);

        answer.Secret.ShouldBeNull();
        var fresh = await rig.Get<PeopleBook>().ResetAsync(Actor.Local, id, End);
        (await rig.Get<SignInDesk>().ByInvitationAsync("bob", fresh, Other, new("127.0.0.1", ""), End)).Secret.ShouldNotBeNull();
    }

    [Fact]
    public async Task Locking_ends_sessions_at_once_and_keeps_the_person_out_until_unlocked()
    {
        await using var rig = await AccountRig.StartAsync(End);
        using var admin = await rig.FirstAsync();
        var (id, code) = await InviteAsync(rig, "bob");
        using var bob = rig.Open();
        await bob.SendAsync("/invitation", "invitation", ("Name", "bob"), ("Code", code), ("Password", Other));

        await admin.SendAsync("/set-up/people", "acts", ("Act", "lock:" + id));
        await bob.GetAsync("/account");
        bob.Location.ShouldStartWith("/sign-in");
        (await bob.SendAsync("/sign-in", "password", ("Name", "bob"), ("Password", Other))).ShouldContain("did not open");
        await admin.SendAsync("/set-up/people", "acts", ("Act", "unlock:" + id));
        await bob.SendAsync("/sign-in", "password", ("Name", "bob"), ("Password", Other));

        bob.Location.ShouldEndWith("/");
    }

    [Fact]
    public async Task A_change_of_roles_ends_the_sessions_that_had_the_old_ones()
    {
        await using var rig = await AccountRig.StartAsync(End);
        using var admin = await rig.FirstAsync();
        var (id, code) = await InviteAsync(rig, "bob");
        await rig.Get<SignInDesk>().ByInvitationAsync("bob", code, Other, new("127.0.0.1", ""), End);

        await admin.SendAsync("/set-up/people?edit=" + id, "person", ("Role", "finance"), ("Email", "bob@example.com"));
        admin.Page.ShouldContain("Change bob?");
        rig.Get<SessionBook>().All.Length.ShouldBe(2, "it is reviewed first");
        await admin.AgainAsync("/set-up/people?edit=" + id, "keep");

        admin.Page.ShouldContain("bob is changed");
        admin.Page.ShouldContain("bob@example.com");
        rig.Get<SessionBook>().All.ShouldHaveSingleItem().Who.Name.ShouldBe("ada");
    }

    [Fact]
    public async Task Nobody_changes_the_own_roles_and_an_administrator_is_left()
    {
        await using var rig = await AccountRig.StartAsync(End);
        using var admin = await rig.FirstAsync();
        var people = rig.Get<PeopleBook>();
        var ada = (await people.ListAsync(Actor.Local, End)).ShouldHaveSingleItem();
        var who = rig.Get<SessionBook>().All[0].Who;

        (await Should.ThrowAsync<RefusedException>(() => people.ChangeAsync(who, ada.Id, new("", null, ["operator"], []), SeenTag.Any, End))).Code.ShouldBe(AccountErrors.BadAccount);
        (await Should.ThrowAsync<RefusedException>(() => people.LockAsync(Actor.Local, ada.Id, End))).What.ShouldContain("No administrator");
        (await Should.ThrowAsync<RefusedException>(() => people.ListAsync(who with { Roles = ["viewer"] }, End))).Code.ShouldBe(AccountErrors.NotAllowed);
    }

    [Fact]
    public async Task What_no_account_can_be_is_refused()
    {
        await using var rig = await AccountRig.StartAsync(End);
        PersonChange[] wrong =
        [
            new("local", null, ["viewer"], []), new("b", null, ["viewer"], []), new("bob<script>", null, ["viewer"], []), new("bob", null, ["machine"], []),
            new("bob", null, ["king"], []), new("bob", null, [], []), new("bob", null, ["viewer"], ["hall-z"]), new("bob", "no address", ["viewer"], []),
        ];
        foreach (var wanted in wrong)
        {
            (await Should.ThrowAsync<RefusedException>(() => rig.Get<PeopleBook>().InviteAsync(Actor.Local, wanted, End))).Code.ShouldBe(AccountErrors.BadAccount);
        }
    }

    [Fact]
    public async Task The_token_of_the_data_folder_brings_back_whoever_has_lost_everything()
    {
        await using var rig = await AccountRig.StartAsync(End);
        using var admin = await rig.FirstAsync();
        var (_, list) = await rig.Desk.GetAsync("/api/v1/people");
        var id = list["people"]![0]!["id"]!.GetValue<string>();

        var (status, body) = await rig.Desk.SendAsync(HttpMethod.Post, $"/api/v1/people/{id}/reset", null, Spillway.Tests.App.Api.ApiRig.Token);

        status.ShouldBe(HttpStatusCode.OK);
        using var browser = rig.Open();
        await browser.SendAsync("/invitation", "invitation", ("Name", "ada"), ("Code", body["code"]!.GetValue<string>()), ("Password", Other));
        browser.Location.ShouldEndWith("/account");
        var records = await rig.RecordsAsync();
        records.ShouldContain(static one => one.Kind == PersonKinds.Account && one.Payload.Contains("\"by\":\"local\"", StringComparison.Ordinal) && one.Payload.Contains("reset", StringComparison.Ordinal));
        records.ShouldAllBe(static one => !one.Payload.Contains(Other, StringComparison.Ordinal) && !one.Payload.Contains(AccountRig.Password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_role_that_needs_two_people_for_what_it_may_takes_two_people_to_give()
    {
        await using var rig = await AccountRig.StartAsync(End);
        var (people, seconds) = (rig.Get<PeopleBook>(), rig.Get<SecondDesk>());
        var (ada, ben) = (new Actor("a-ada", "ada", ActorKind.Person, [Roles.Administrator], []), new Actor("a-ben", "ben", ActorKind.Person, [Roles.Operator], []));
        var plain = await people.InviteAsync(ada, new("cho", null, [Roles.Operator], []), End);
        plain.Second.ShouldBeNull();

        var wide = await people.InviteAsync(ada, new("dee", null, [Roles.Administrator], []), End);
        var wider = (await people.ChangeAsync(ada, plain.Id, new("cho", null, [Roles.Operator, Roles.Administrator], []), SeenTag.Any, End)).ShouldNotBeNull();
        (await people.ListAsync(ada, End)).ShouldHaveSingleItem().Roles.ShouldBe([Roles.Operator]);
        (await Should.ThrowAsync<RefusedException>(seconds.SignAsync(ada, wider.Id, wider.Digest, End))).Code.ShouldBe(AccountErrors.OwnRequest);

        await seconds.SignAsync(ben, wide.Second.ShouldNotBeNull().Id, wide.Second.Digest, End);
        await seconds.SignAsync(ben, wider.Id, wider.Digest, End);
        (await people.ListAsync(ada, End)).Select(static one => (one.Name, string.Join(' ', one.Roles))).ShouldBe([("cho", "administrator operator"), ("dee", "administrator")]);
        (await rig.Get<SignInDesk>().ByInvitationAsync("dee", wide.Code, Other, new("127.0.0.1", ""), End)).Secret.ShouldNotBeNull();

        // Less is given by one: what takes a right away waits for nobody.
        (await people.ChangeAsync(ada, plain.Id, new("cho", null, [Roles.Viewer], []), SeenTag.Any, End)).ShouldBeNull();
    }

    [Fact]
    public async Task The_only_person_of_a_desk_makes_another_administrator_by_breaking_the_glass()
    {
        await using var rig = await AccountRig.StartAsync(End);
        using var admin = await rig.FirstAsync();
        await admin.SendAsync("/set-up/people", "person", ("Name", "bob"), ("Role", "administrator"));
        await admin.AgainAsync("/set-up/people", "keep");
        admin.Page.ShouldContain("two-1 waits for a second person");
        Codes().IsMatch(admin.Page).ShouldBeTrue("the code is shown now and never again");

        await rig.Get<SecondDesk>().BreakGlassAsync(rig.Get<SessionBook>().All[0].Who, "two-1", "nobody else is here yet", End);

        (await rig.Get<PeopleBook>().ListAsync(Actor.Local, End)).Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_change_of_an_account_that_another_changed_meanwhile_is_refused_and_one_that_waited_is_not_done()
    {
        await using var rig = await AccountRig.StartAsync(End);
        var id = (await rig.InvitedAsync("bob", Roles.Operator)).Id;
        var address = "/api/v1/people/" + id;
        var seen = (string)(await rig.Desk.GetAsync("/api/v1/people")).Body["people"]![0]!["tag"]!;
        using var first = await rig.Desk.AnswerAsync(HttpMethod.Put, address, """{"roles":["trader"]}""", ApiRig.Token, ("If-Match", $"\"{seen}\""));
        using var waits = await rig.Desk.AnswerAsync(HttpMethod.Put, address, """{"roles":["administrator"]}""", ApiRig.Token);
        using var stale = await rig.Desk.AnswerAsync(HttpMethod.Put, address, """{"roles":["finance"]}""", ApiRig.Token, ("If-Match", $"\"{seen}\""));
        using var unreadable = await rig.Desk.AnswerAsync(HttpMethod.Put, address, """{"roles":["finance"]}""", ApiRig.Token, ("If-Match", seen));
        using var last = await rig.Desk.AnswerAsync(HttpMethod.Put, address, """{"roles":["viewer"]}""", ApiRig.Token);

        (first.StatusCode, waits.StatusCode, stale.StatusCode, unreadable.StatusCode, last.StatusCode).ShouldBe(
            (HttpStatusCode.OK, HttpStatusCode.Accepted, HttpStatusCode.PreconditionFailed, HttpStatusCode.UnprocessableEntity, HttpStatusCode.OK));
        (await stale.Content.ReadAsStringAsync(End)).ShouldContain("SW6510");
        (await Should.ThrowAsync<RefusedException>(rig.Get<SecondDesk>().BreakGlassAsync(Actor.Local, "two-1", "try", End))).Code.ShouldBe(ApiErrors.Changed);
        (await rig.Get<PeopleBook>().ListAsync(Actor.Local, End)).ShouldHaveSingleItem().Roles.ShouldBe([Roles.Viewer]);
    }

    [Fact]
    public async Task The_roles_that_an_account_had_are_put_back_from_the_page_and_over_the_API()
    {
        await using var rig = await AccountRig.StartAsync(End);
        using var admin = await rig.FirstAsync();
        var id = (await rig.InvitedAsync("bob", Roles.Operator)).Id;
        await rig.Get<PeopleBook>().ChangeAsync(Actor.Local, id, new("", "bob@example.com", [Roles.Viewer], ["hall-a"]), SeenTag.Any, End);
        var versions = (await rig.Desk.GetAsync($"/api/v1/people/{id}/versions")).Body["versions"]!.AsArray();
        versions.Select(static one => (int)one!["version"]!).ShouldBe([2, 1]);
        ((string?)versions[1]!["content"]!["roles"]![0]).ShouldBe("operator");
        ((long)versions[0]!["record"]!).ShouldBeGreaterThan(0);

        await admin.SendAsync("/set-up/people?edit=" + id, "back", ("Version", "1"));
        admin.Page.ShouldContain("Change bob?");
        await admin.AgainAsync("/set-up/people?edit=" + id, "keep");
        var back = (await rig.Get<PeopleBook>().ListAsync(Actor.Local, End)).Single(static one => one.Name == "bob");
        (string.Join(' ', back.Roles), back.Groups.Count, back.Email).ShouldBe(("operator", 0, "bob@example.com"));

        var (status, _) = await rig.Desk.SendAsync(HttpMethod.Post, $"/api/v1/people/{id}/restore", """{"version":2}""", ApiRig.Token);
        status.ShouldBe(HttpStatusCode.OK);
        (await rig.Get<PeopleBook>().ListAsync(Actor.Local, End)).Single(static one => one.Name == "bob").Roles.ShouldBe([Roles.Viewer]);
        (await rig.Desk.SendAsync(HttpMethod.Post, $"/api/v1/people/{id}/restore", """{"version":9}""", ApiRig.Token)).Body["code"]!.ToString().ShouldBe("SW6854");
    }

    private static async Task<(string Id, string Code)> InviteAsync(AccountRig rig, string name)
    {
        var invited = await rig.InvitedAsync(name, Roles.Operator);
        return (invited.Id, invited.Code);
    }

    [GeneratedRegex("[0-9a-z]{5}(?:-[0-9a-z]{5}){4}")]
    private static partial Regex Codes();
}
