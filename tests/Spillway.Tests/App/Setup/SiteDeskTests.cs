using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Accounts.Seconds;
using Spillway.App.Setup;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Tests.App.Api;
using Spillway.Tests.App.Sites;
using Xunit;

namespace Spillway.Tests.App.Setup;

public sealed class SiteDeskTests
{
    private static readonly Actor _trader = new("1", "tia", ActorKind.Person, [Roles.Trader], []);
    private static readonly Actor _administrator = new("2", "ann", ActorKind.Person, [Roles.Administrator], []);
    private static readonly Actor _other = new("3", "ben", ActorKind.Person, [Roles.Administrator], []);
    private static readonly Actor _viewer = new("4", "cho", ActorKind.Person, [Roles.Viewer], []);

    private static string Good => BadSiteFiles.Good;

    private static string HigherLimit => Good.Replace("import_limit_mw: 120", "import_limit_mw: 130", StringComparison.Ordinal);

    private static string OtherPrice => Good.Replace("price_usd_per_mwh: 28", "price_usd_per_mwh: 29", StringComparison.Ordinal);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_contract_is_changed_by_one_person_and_brought_back()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        var desk = rig.Services.GetRequiredService<SiteDesk>();
        var before = SiteDesk.DigestOf(desk.Text());

        var review = desk.Review(OtherPrice);
        review.Diff.ShouldContain("-    price_usd_per_mwh: 28\n+    price_usd_per_mwh: 29\n");
        review.Settings.ShouldHaveSingleItem().ShouldBe(new("contracts[block-1].price_usd_per_mwh", "USD/MWh", "28", "29", DeskAction.ChangeSetup));
        review.NeedsSecond.ShouldBeNull();
        var change = await desk.ChangeAsync(_trader, OtherPrice, before, "new block", Ct);

        File.ReadAllText(Path.Combine(rig.Folder, "site.yaml")).ShouldBe(OtherPrice);
        change.Version.ShouldNotBeNull().Number.ShouldBe(2);
        desk.Versions.Select(static one => (one.Number, one.By, one.Note)).ShouldBe([(2, "tia", "new block"), (1, "", "found on the disk")]);
        desk.StartDigest.ShouldBe(before);

        (await desk.RevertAsync(_trader, 1, change.Version.Digest, "", Ct)).Version!.Digest.ShouldBe(before);
        desk.Text().ShouldBe(Good);
        Directory.GetFiles(rig.Folder, "*.partial").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_limit_waits_for_another_person_and_only_then_stands_in_the_file()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        var desk = rig.Services.GetRequiredService<SiteDesk>();
        var seconds = rig.Services.GetRequiredService<SecondDesk>();
        var before = SiteDesk.DigestOf(desk.Text());

        (await Refused(desk.ChangeAsync(_trader, HigherLimit, before, "", Ct))).ShouldBe(AccountErrors.NotAllowed);
        var request = (await desk.ChangeAsync(_administrator, HigherLimit, before, "larger transformer", Ct)).Request.ShouldNotBeNull();
        request.Action.ShouldBe(DeskAction.ChangeLimits);
        request.What["settings"]!.AsArray().Select(static one => (string)one!).ShouldContain("interconnection.import_limit_mw: 120 → 130 MW");
        desk.Text().ShouldBe(Good);

        (await Refused(seconds.SignAsync(_administrator, request.Id, request.Digest, Ct))).ShouldBe(AccountErrors.OwnRequest);
        await seconds.SignAsync(_other, request.Id, request.Digest, Ct);
        desk.Text().ShouldBe(HigherLimit);
        desk.Versions[0].By.ShouldBe("ann");

        // The way back moves the limit too, and waits as well.
        (await desk.RevertAsync(_administrator, 1, desk.Versions[0].Digest, "", Ct)).Request.ShouldNotBeNull();
        desk.Text().ShouldBe(HigherLimit);
    }

    [Fact]
    public async Task A_change_of_what_has_become_another_file_is_refused_even_when_it_is_signed()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        var desk = rig.Services.GetRequiredService<SiteDesk>();
        var before = SiteDesk.DigestOf(desk.Text());
        var request = (await desk.ChangeAsync(_administrator, HigherLimit, before, "", Ct)).Request!;
        await desk.ChangeAsync(_trader, OtherPrice, before, "", Ct);

        (await Refused(rig.Services.GetRequiredService<SecondDesk>().SignAsync(_other, request.Id, request.Digest, Ct))).ShouldBe(SetupErrors.OtherFile);
        (await Refused(desk.ChangeAsync(_trader, OtherPrice, before, "", Ct))).ShouldBe(SetupErrors.OtherFile);
        (await Refused(desk.ChangeAsync(_trader, OtherPrice, SiteDesk.DigestOf(OtherPrice), "", Ct))).ShouldBe(SetupErrors.Unchanged);
        (await Refused(desk.ChangeAsync(_viewer, Good, SiteDesk.DigestOf(OtherPrice), "", Ct))).ShouldBe(AccountErrors.NotAllowed);
        desk.Text().ShouldBe(OtherPrice);
    }

    [Fact]
    public async Task A_bad_text_is_named_with_line_and_column_and_never_written()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        var desk = rig.Services.GetRequiredService<SiteDesk>();
        var bad = Good.Replace("import_limit_mw: 120", "import_limit_mw: many", StringComparison.Ordinal);

        var fault = desk.Review(bad).Fault.ShouldNotBeNull();
        (fault.Code, fault.Line, fault.Column).ShouldBe((SiteFileErrors.WrongType, 9, 20));
        (await Refused(desk.ChangeAsync(_administrator, bad, SiteDesk.DigestOf(Good), "", Ct))).ShouldBe(SiteFileErrors.WrongType);
        desk.Text().ShouldBe(Good);
        desk.Versions.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_text_from_a_browser_names_no_file_outside_the_folder()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        var outside = Good.Replace("  settlement_point: LZ_WEST\n", "  settlement_point: LZ_WEST\n  rules: ../../etc/hostname\n", StringComparison.Ordinal);

        rig.Services.GetRequiredService<SiteDesk>().Review(outside).Fault.ShouldNotBeNull().Code.ShouldBe(SetupErrors.OutsideFolder);
    }

    [Theory]
    [InlineData("interconnection.ramp_up_mw_per_min", DeskAction.ChangeLimits)]
    [InlineData("desk.second_person_above_mw", DeskAction.ChangeLimits)]
    [InlineData("desk.swing_alarm_mw", DeskAction.ChangeLimits)]
    [InlineData("market.rules", DeskAction.ChangeRules)]
    [InlineData("loads[hall-a].credential", DeskAction.ChangeCredentials)]
    [InlineData("loads[hall-a].machines", DeskAction.ChangeSetup)]
    [InlineData("loads[hall-a].modes[low].power_w", DeskAction.ChangeSetup)]
    [InlineData("contracts[block-1].nominations[2026-07].share_ratio", DeskAction.ChangeSetup)]
    [InlineData("loads[hall-a].feeds[hall-a-1].breaker.credential", DeskAction.ChangeCredentials)]
    [InlineData("desk.coincident_peak_cny_per_mw_year", DeskAction.ChangeSetup)]
    [InlineData("desk.policy", DeskAction.ChangeRules)]
    [InlineData("desk.starts_per_pass", DeskAction.ChangeLimits)]
    [InlineData("desk.starts_per_feed", DeskAction.ChangeLimits)]
    [InlineData("desk.restore_jitter_seconds", DeskAction.ChangeLimits)]
    [InlineData("desk.canaries", DeskAction.ChangeLimits)]
    [InlineData("desk.commands_per_second", DeskAction.ChangeLimits)]
    [InlineData("desk.breaker_margin_seconds", DeskAction.ChangeLimits)]
    [InlineData("desk.stop_within_seconds", DeskAction.ChangeLimits)]
    [InlineData("desk.order_within_seconds", DeskAction.ChangeLimits)]
    [InlineData("desk.meter_tolerance_ratio", DeskAction.ChangeLimits)]
    [InlineData("desk.clock_step_seconds", DeskAction.ChangeLimits)]
    [InlineData("desk.meter_stale_seconds", DeskAction.ChangeLimits)]
    [InlineData("desk.what_nobody_has_decided_yet", DeskAction.ChangeLimits)]
    public void A_setting_has_the_action_of_what_it_holds(string key, DeskAction action) => SettingActions.Of(key).ShouldBe(action);

    [Fact]
    public void Of_every_key_of_the_site_file_somebody_has_decided_whether_one_person_changes_it()
    {
        var undecided = SiteKeys.All.Select(static key => key.Section.Length == 0 ? key.Name : $"{key.Section}.{key.Name}").Where(static key => SettingActions.ClassOf(key) is null);

        undecided.ShouldBeEmpty("put it into a class of SettingActions: a limit or rule takes two people");
    }

    [Fact]
    public async Task The_API_does_what_the_page_does()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        var (_, site) = await rig.GetAsync("/api/v1/site");
        var digest = (string)site["sha256"]!;
        ((string?)site["running_sha256"]).ShouldBe(digest);

        var (_, check) = await rig.SendAsync(HttpMethod.Post, "/api/v1/site/check", new JsonObject { ["text"] = HigherLimit }.ToJsonString(), ApiRig.Token);
        ((bool)check["needs_second"]!).ShouldBeTrue();
        var (waits, second) = await rig.SendAsync(HttpMethod.Post, "/api/v1/site/changes", new JsonObject { ["text"] = HigherLimit, ["based_on"] = digest }.ToJsonString(), ApiRig.Token);
        (waits, (string?)second["second"]?["state"]).ShouldBe((HttpStatusCode.Accepted, "waiting"));
        var (done, _) = await rig.SendAsync(HttpMethod.Post, "/api/v1/site/changes", new JsonObject { ["text"] = OtherPrice, ["based_on"] = digest }.ToJsonString(), ApiRig.Token);
        done.ShouldBe(HttpStatusCode.OK);
        (await rig.GetAsync("/api/v1/site/versions")).Body["versions"]!.AsArray().Count.ShouldBe(2);
        ((string?)(await rig.GetAsync("/api/v1/site/versions/1")).Body["text"]).ShouldBe(Good);
        (await rig.GetAsync("/api/v1/site/versions/9")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<ErrorCode> Refused(Task work) => (await Should.ThrowAsync<RefusedException>(work)).Code;
}
