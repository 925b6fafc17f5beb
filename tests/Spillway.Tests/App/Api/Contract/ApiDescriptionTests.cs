using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Spillway.App.Accounts;
using Spillway.App.Api.Contract;
using Spillway.Engine;
using Spillway.Engine.Commands.Control;
using Xunit;

namespace Spillway.Tests.App.Api.Contract;

/// <summary>The API's description is approved text, and real answers have the forms that it gives.</summary>
public sealed partial class ApiDescriptionTests
{
    private static readonly JsonSerializerOptions _lined = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // In this order, one desk after the other's answers.
    private static readonly (string Method, string Address, string? Body, int Status)[] _asked =
    [
        ("POST", "/api/v1/orders", """{"kind":"shed","to_mw":0.04,"reason":"test","by":"ann","id":"one"}""", 201),
        ("POST", "/api/v1/orders", """{"kind":"shed","to_mw":0.04,"reason":"test","by":"ann","id":"one"}""", 200),
        ("POST", "/api/v1/orders", """{"kind":"shed","to_mw":0.03,"reason":"test","by":"ann","id":"one"}""", 409),
        ("POST", "/api/v1/orders", """{"kind":"stop","reason":"test","by":"ann"}""", 202),
        ("POST", "/api/v1/orders", """{"kind":"dance","reason":"test","by":"ann"}""", 422),
        ("POST", "/api/v1/orders", "[", 400),
        ("DELETE", "/api/v1/orders/one", null, 409),
        ("POST", "/api/v1/people", """{"name":"bob","roles":["viewer"]}""", 201),
        ("POST", "/api/v1/people", """{"name":"cid","roles":["administrator"]}""", 202),
        ("POST", "/api/v1/keys", """{"name":"mill","actions":["see-desk"]}""", 201),
        ("PUT", "/api/v1/roles/night", """{"actions":["see-desk"]}""", 202),
        ("GET", "/api/v1/roles/night/versions", null, 404),
        ("POST", "/api/v1/webhooks", """{"target":"http://127.0.0.1:9/b"}""", 201),
        ("POST", "/api/v1/shift-log", """{"text":"all well"}""", 201),
        ("GET", "/api/v1/shift-log/1", null, 200),
        ("PUT", "/api/v1/shift-log/1", """{"text":"all quiet"}""", 200),
        ("POST", "/api/v1/shift-log/1/addendum", """{"text":"and cold"}""", 201),
        ("POST", "/api/v1/shift-log/1/pin", null, 200),
        ("POST", "/api/v1/shift-log/1/read", null, 200),
        ("POST", "/api/v1/shift-log/hand-over", """{"text":"over"}""", 201),
        ("GET", "/api/v1/shift-log/999", null, 404),
        ("PUT", "/api/v1/shift-log/schedule", """{"starts":["06:00","18:00"]}""", 200),
        ("POST", "/api/v1/alarms/acknowledge", """{"ids":[],"note":"seen"}""", 200),
        ("POST", "/api/v1/notifications/rules", """{"name":"page","targets":["b@example.org"]}""", 201),
        ("PUT", "/api/v1/notifications/rules/1", """{"name":"post","targets":["b@example.org"]}""", 200),
        ("GET", "/api/v1/notifications/rules/1/versions", null, 200),
        ("DELETE", "/api/v1/notifications/rules/1", null, 200),
        ("POST", "/api/v1/drills/planned", """{"at_utc":"2024-07-20T12:00:00Z","by_mw":0.01}""", 201),
        ("GET", "/api/v1/drills", null, 422),
        ("GET", "/api/v1/machines?limit=2", null, 200),
        ("GET", "/api/v1/machines/hall-a/1?polls=3", null, 200),
        ("GET", "/api/v1/machines/hall-z/1", null, 404),
        ("GET", "/api/v1/polls?machine=hall-a/1", null, 200),
        ("GET", "/api/v1/journal/1", null, 404),
        ("GET", "/api/v1/events/none", null, 404),
        ("POST", "/api/v1/journal/verify", null, 422),
        ("GET", "/api/v1/promise?by_mw=0.001&within_seconds=60", null, 200),
        ("GET", "/api/v1/headroom?hours=1", null, 200),
        ("GET", "/api/v1/what-if?price_usd_per_mwh=12", null, 200),
        ("GET", "/api/v1/statement?form=csv", null, 200),
        ("GET", "/api/v1/statement?form=html", null, 200),
        ("GET", "/api/v1/statement?form=xlsx", null, 200),
        ("GET", "/api/v1/statement?form=json", null, 200),
        ("GET", "/api/v1/statement/lines?limit=3", null, 200),
        ("GET", "/api/v1/statement?form=doc", null, 422),
        ("POST", "/api/v1/inventory/reviews?name=x.csv", "group,role,address,mac\nhall-a,miner,10.1.0.1,02:00:00:00:00:01\n", 201),
        ("GET", "/api/v1/search/estimate?ranges=192.0.2.0/28", null, 200),
        ("POST", "/api/v1/site/versions/9/revert", """{"based_on":"x"}""", 404),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_description_is_the_approved_one_and_of_version_3_1()
    {
        await using var rig = await ApiRig.StartAsync(Ct);

        var (status, body) = await rig.GetAsync("/openapi/v1.json");

        status.ShouldBe(HttpStatusCode.OK);
        ((string?)body["openapi"]).ShouldNotBeNull().ShouldStartWith("3.1");
        Approval.Matches("docs/reference/openapi.json", body.ToJsonString(_lined) + "\n");
    }

    [Fact]
    public async Task Every_address_of_the_API_is_described_with_a_sentence_and_a_name_of_its_own()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        var paths = (await rig.GetAsync("/openapi/v1.json")).Body["paths"]!.AsObject();
        var operations = paths.SelectMany(static path => path.Value!.AsObject().Select(operation => (Path: path.Key, Method: operation.Key, Value: operation.Value!))).ToList();

        operations.Count.ShouldBeGreaterThan(20);
        operations.Where(static one => (string?)one.Value["summary"] is not { Length: > 5 }).Select(static one => $"{one.Method} {one.Path}").ShouldBeEmpty();
        operations.GroupBy(static one => (string?)one.Value["operationId"]).Where(static same => same.Count() > 1).Select(static same => same.Key).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_an_address_reads_is_described()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        var described = await DescribedApi.OfAsync(rig);
        using var review = await rig.AnswerAsync(HttpMethod.Post, "/api/v1/inventory/reviews?name=x.csv", "group,role,address,mac\nhall-a,miner,10.1.0.1,02:00:00:00:00:01\n", ApiRig.Token);
        var reviewed = (string)JsonNode.Parse(await review.Content.ReadAsStringAsync(Ct))!["id"]!;
        var endpoints = rig.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(static one => one.Metadata.GetMetadata<ApiNote>() is not null).Distinct().ToList();
        endpoints.Count.ShouldBeGreaterThan(150);
        var silent = new List<string>();
        foreach (var endpoint in endpoints)
        {
            using var seen = new SeenRequest();
            var method = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods[0];
            var values = endpoint.RoutePattern.Parameters.ToDictionary(static place => place.Name, string? (place) => endpoint.RoutePattern.RawText!.Contains("/machines/", StringComparison.Ordinal) ? "hall-a/1"
                : endpoint.RoutePattern.RawText!.Contains("/reviews/", StringComparison.Ordinal) ? reviewed : "1");
            var address = values.Aggregate(endpoint.RoutePattern.RawText!, static (text, value) => Regex.Replace(text, $@"\{{\**{value.Key}[^}}]*\}}", value.Value!));
            await AskAsync(rig, endpoint, seen, values);

            var operation = described.Find(method, address);
            silent.AddRange(seen.Asked.Except(operation.Queries).Select(name => $"{operation}: the parameter {name}"));
            silent.AddRange(seen.IsBodyRead && !operation.HasBody ? [$"{operation}: the body"] : []);
        }

        silent.ShouldBeEmpty("what an address reads stands in its ApiNote");
    }

    [Fact]
    public async Task A_parameter_of_the_reference_page_is_described()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        var described = await DescribedApi.OfAsync(rig);
        var said = WithQuery().Matches(await File.ReadAllTextAsync(Repository.Path("docs", "reference", "api.md"), Ct))
            .Select(static match => (Method: match.Groups[1].Value, Path: match.Groups[2].Value, Names: match.Groups[3].Value.Split('&').SelectMany(Names).ToList())).ToList();

        said.ShouldNotBeEmpty();
        said.SelectMany(one => one.Names.Except(described.Find(one.Method, one.Path).Queries).Select(name => $"{one.Method} {one.Path}: {name}")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Bodies_and_headers_that_cannot_be_seen_from_outside_are_described()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        var described = await DescribedApi.OfAsync(rig);

        // These read their body only of a session or of a form.
        foreach (var address in new[] { "/api/v1/account/prove", "/api/v1/account/password", "/api/v1/account/authenticator/confirm", "/api/v1/reconcile" })
        {
            described.Find("POST", address).HasBody.ShouldBeTrue(address);
        }

        described.Find("POST", "/api/v1/reconcile").Json["requestBody"]!["content"]!["multipart/form-data"]!["schema"]!["properties"]!.AsObject().Select(static file => file.Key).ShouldBe(["bill", "mapping"]);
        described.Find("POST", "/api/v1/orders").Headers.ShouldBe(["Idempotency-Key"]);
        described.Find("GET", "/api/v1/stream").Headers.ShouldBe(["Last-Event-ID"]);
        described.Find("GET", "/api/v1/status").Headers.ShouldBe(["If-None-Match"]);
        described.Operations.Where(static one => one.Headers.Contains("If-Match")).Select(static one => one.ToString()).Order(StringComparer.Ordinal).ShouldBe(
        [
            "DELETE /api/v1/notifications/rules/{id}", "POST /api/v1/imports", "POST /api/v1/imports/versions/{number}/restore", "POST /api/v1/inventory/reviews/{id}/keep",
            "POST /api/v1/notifications/rules/{id}/restore", "POST /api/v1/people/{id}/restore", "PUT /api/v1/notifications/rules/{id}", "PUT /api/v1/people/{id}", "PUT /api/v1/roles/{name}",
            "PUT /api/v1/shift-log/schedule", "PUT /api/v1/shift-log/{id}",
        ]);
        foreach (var action in new[] { "`shed` for shed, hold off, lock", "`raise` for floor, hold on, unlock", "`stop` for stop" })
        {
            ((string?)described.Find("POST", "/api/v1/orders").Json["description"]).ShouldNotBeNull().ShouldContain(action);
        }
    }

    [Fact]
    public async Task Whatever_is_read_without_a_name_comes_as_it_is_described()
    {
        await using var rig = await ApiRig.StartAsync(Ct, secondAbove: 0.001m, allowsLocalTargets: true);
        var described = await FurnishedAsync(rig);
        var faults = new List<string>();
        foreach (var operation in described.Operations.Where(static one => one.Method == "GET" && !one.Path.Contains('{', StringComparison.Ordinal) && !one.Path.EndsWith("/stream", StringComparison.Ordinal)))
        {
            using var answer = await rig.AnswerAsync(HttpMethod.Get, operation.Path, null, ApiRig.Token);
            faults.AddRange(await described.FaultsAsync("GET", operation.Path, answer));
        }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Real_answers_have_a_status_a_media_type_and_fields_that_are_described()
    {
        await using var rig = await ApiRig.StartAsync(Ct, secondAbove: 0.001m, allowsLocalTargets: true);
        var described = await FurnishedAsync(rig);
        var faults = new List<string>();
        foreach (var (method, address, body, wanted) in _asked)
        {
            using var answer = await rig.AnswerAsync(new(method), address, body, ApiRig.Token);
            ((int)answer.StatusCode).ShouldBe(wanted, $"{method} {address} {body} {await answer.Content.ReadAsStringAsync(Ct)}");
            faults.AddRange(await described.FaultsAsync(method, address, answer));
        }

        using var known = await rig.AnswerAsync(HttpMethod.Get, "/api/v1/orders", null, ApiRig.Token, ("If-None-Match", "*"));
        known.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        faults.AddRange(await described.FaultsAsync("GET", "/api/v1/orders", known));
        using var other = await rig.AnswerAsync(HttpMethod.Put, "/api/v1/shift-log/schedule", """{"starts":["06:00"]}""", ApiRig.Token, ("If-Match", "\"other\""));
        other.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        faults.AddRange(await described.FaultsAsync("PUT", "/api/v1/shift-log/schedule", other));
        using var nobody = await rig.AnswerAsync(HttpMethod.Get, "/api/v1/status", null, null);
        faults.AddRange(await described.FaultsAsync("GET", "/api/v1/status", nobody));

        faults.ShouldBeEmpty();
    }

    private static async Task<DescribedApi> FurnishedAsync(ApiRig rig)
    {
        await rig.OrderAsync("""{"kind":"shed","to_mw":0.05,"reason":"test","by":"ann","until_utc":"2030-01-01T00:00:00Z","id":"first"}""");
        await rig.SendAsync(HttpMethod.Post, "/api/v1/keys", """{"name":"scada","actions":["see-desk"]}""", ApiRig.Token);
        await rig.SendAsync(HttpMethod.Post, "/api/v1/people", """{"name":"ann","roles":["viewer"]}""", ApiRig.Token);
        await rig.SendAsync(HttpMethod.Post, "/api/v1/webhooks", """{"target":"http://127.0.0.1:9/"}""", ApiRig.Token);
        await rig.SendAsync(HttpMethod.Post, "/api/v1/shift-log", """{"text":"quiet","kind":"instruction"}""", ApiRig.Token);
        await rig.SendAsync(HttpMethod.Post, "/api/v1/notifications/rules", """{"name":"mail","targets":["a@example.org"]}""", ApiRig.Token);
        rig.Say(new Alarm(AlarmCode.StalePrice, "site", true, null, null, []));
        return await DescribedApi.OfAsync(rig);
    }

    private static async Task AskAsync(ApiRig rig, RouteEndpoint endpoint, SeenRequest seen, Dictionary<string, string?> values)
    {
        await using var scope = rig.Services.CreateAsyncScope();
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider, User = ActorClaims.ToPrincipal(Actor.Local, "test"), RequestAborted = end.Token };
        http.Request.Method = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods[0];
        http.Request.Query = seen;
        http.Request.Body = seen.Body;
        http.Request.RouteValues = new(values);
        http.SetEndpoint(endpoint);
        try
        {
            await endpoint.RequestDelegate!(http);
        }
        catch (Exception cause) when (cause is RefusedException or OperationCanceledException)
        {
            // What it looked for before is seen.
        }
    }

    private static IEnumerable<string> Names(string part) => part.Split('=')[0] is "PERIOD" ? ["period", "day", "month", "from", "to"] : [part.Split('=')[0]];

    [GeneratedRegex(@"`([A-Z]+) (/api/v1/[^`?]+)\?([^`]+)`")]
    private static partial Regex WithQuery();
}
