using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Api;
using Spillway.App.Backtests;
using Spillway.Devices.Discovery;
using Xunit;

namespace Spillway.Tests.App.Api;

/// <summary>What is not there, and what cannot be asked for, is answered one way wherever it is asked.</summary>
public sealed class RefusalStatusTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_an_address_names_and_is_not_there_is_404_with_a_title_that_fits()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        (string Method, string Address, string? Body, string Title)[] asked =
        [
            ("DELETE", "keys/zzz", null, "No such API key"),
            ("DELETE", "webhooks/zzz", null, "No such webhook"),
            ("POST", "webhooks/dead-letters/zzz/send", "{}", "No such dead letter"),
            ("GET", "studies/987654", null, "No such study"),
            ("DELETE", "studies/987654", null, "No such study"),
            ("GET", "studies/987654/report", null, "No such study"),
            ("GET", "proof/zzz", null, "No such work"),
            ("DELETE", "reconcile/zzz", null, "No such work"),
            ("POST", "alarms/987654/acknowledge", "{}", "No such alarm"),
            ("DELETE", "alarms/out-of-service/zzz", null, "The subject is not out of service"),
            ("DELETE", "notifications/rules/987654", null, "No such rule"),
            ("GET", "notifications/rules/987654/versions", null, "No such rule"),
            ("GET", "site/versions/987654", null, "No such version"),
            ("GET", "people/zzz/versions", null, "No such account or session"),
            ("POST", "people/zzz/lock", "{}", "No such account or session"),
            ("GET", "roles/zzz/versions", null, "No such role"),
            ("POST", "roles/zzz/restore", """{"version":1}""", "No such version"),
            ("POST", "seconds/zzz/decline", """{"because":"no"}""", "No such request"),
            ("GET", "statement/customers/zzz/zzz", null, "No such customer"),
            ("DELETE", "drills/planned/987654", null, "No such drill is planned"),
            ("GET", "machines/zzz", null, "No such machine"),
            ("GET", "shift-log/987654", null, "No such entry in the shift log"),
            ("GET", "events/zzz", null, "No such event"),
        ];

        var wrong = new List<string>();
        foreach (var (method, address, body, title) in asked)
        {
            var (status, problem) = await rig.SendAsync(new(method), "/api/v1/" + address, body, ApiRig.Token);
            if (status != HttpStatusCode.NotFound || (string?)problem["title"] != title)
            {
                wrong.Add($"{method} {address}: {status} {problem.ToJsonString()}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("journal?kind=pass,nosuch", "kind: 'nosuch' is none of pass, ")]
    [InlineData("machines?group=nohall", "group: 'nohall' is none of hall-a, hall-b.")]
    [InlineData("alarms/history?change=foo", "change: 'foo' is none of raised, ")]
    [InlineData("shift-log?pinned=perhaps", "pinned: 'perhaps' is neither true nor false.")]
    [InlineData("promise", "to_mw: a promise is of exactly one of to_mw and by_mw.")]
    [InlineData("promise?to_mw=1&by_mw=1", "to_mw: a promise is of exactly one of to_mw and by_mw.")]
    [InlineData("alarms/history?limit=201", "limit: '201' is no whole number from 1 to 200.")]
    [InlineData("alarms/history?most=201", "most: '201' is no whole number from 1 to 200.")]
    [InlineData("shift-log?limit=0", "limit: '0' is no whole number from 1 to 100.")]
    [InlineData("machines?limit=9999", "limit: '9999' is no whole number from 1 to 1000.")]
    [InlineData("statement/lines?limit=9999", "limit: '9999' is no whole number from 1 to 1000.")]
    public async Task What_cannot_be_asked_for_is_refused_by_name(string address, string detail)
    {
        await using var rig = await ApiRig.StartAsync(Ct);

        var (status, problem) = await rig.GetAsync("/api/v1/" + address);

        (status, (string?)problem["code"]).ShouldBe((HttpStatusCode.UnprocessableEntity, ApiErrors.BadField.Id));
        ((string)problem["detail"]!).ShouldStartWith(detail);
    }

    [Fact]
    public async Task A_role_that_is_there_and_was_never_changed_has_no_versions()
    {
        await using var rig = await ApiRig.StartAsync(Ct);

        var (status, body) = await rig.GetAsync($"/api/v1/roles/{Roles.Operator}/versions");

        status.ShouldBe(HttpStatusCode.OK);
        body["versions"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_last_page_of_the_shift_log_says_so_and_the_others_where_to_go_on()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        foreach (var text in new[] { "one", "two", "three" })
        {
            await rig.SendAsync(HttpMethod.Post, "/api/v1/shift-log", $$"""{"kind":"note","text":"{{text}}"}""", ApiRig.Token);
        }

        var (_, first) = await rig.GetAsync("/api/v1/shift-log?limit=2");
        var (_, last) = await rig.GetAsync($"/api/v1/shift-log?limit=2&before={first["next"]}");
        var (_, whole) = await rig.GetAsync("/api/v1/shift-log?limit=3");

        Texts(first).ShouldBe(["three", "two"]);
        Texts(last).ShouldBe(["one"]);
        (last["next"], whole["next"]).ShouldBe(((JsonNode?)null, (JsonNode?)null));
        Texts(whole).Count().ShouldBe(3);

        static IEnumerable<string?> Texts(JsonObject page) => page["entries"]!.AsArray().Select(static one => (string?)one!["text"]);
    }

    [Fact]
    public async Task The_api_speaks_of_its_fields_where_the_command_line_has_options()
    {
        await using var rig = await ApiRig.StartAsync(Ct);

        var (_, study) = await rig.SendAsync(
            HttpMethod.Post, "/api/v1/studies", """{"name":"x","from":"2024-06-03","to":"2024-06-03","policies":"always-on"}""", ApiRig.Token);
        var (_, search) = await rig.SendAsync(HttpMethod.Post, "/api/v1/search", """{"ranges":"10.0.0.0/8"}""", ApiRig.Token);

        ((string?)study["code"], (string?)search["code"]).ShouldBe((BacktestErrors.RangeIsEmpty.Id, DiscoveryErrors.TooWide.Id));
        foreach (var problem in (JsonObject[])[study, search])
        {
            problem.ToJsonString().ShouldNotContain("--");
        }

        ((string?)study["remedy"]).ShouldBe("Give 'to' as a later local date than 'from'; 'to' itself is not included.");
        ApiProblem.Plain("Book it with 'spillway settle … --as KIND', or give --bill-mapping.").ShouldBe("Book it with 'spillway settle … --as KIND', or give 'bill_mapping'.");
    }
}
