using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Shouldly;
using Spillway.App.Api.Contract;
using Xunit;

namespace Spillway.Tests.App.Api.Contract;

/// <summary>The API's description is approved text, and real answers have the forms that it gives.</summary>
public sealed class ApiDescriptionTests
{
    private static readonly JsonSerializerOptions _strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true,
    };

    private static readonly JsonSerializerOptions _lined = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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

    [Theory]
    [InlineData("/api/v1/status", typeof(StatusAnswer))]
    [InlineData("/api/v1/orders", typeof(OrderList))]
    [InlineData("/api/v1/promise?to_mw=0", typeof(PreviewAnswer))]
    [InlineData("/api/v1/responses", typeof(ResponseList))]
    [InlineData("/api/v1/seconds", typeof(SecondList))]
    [InlineData("/api/v1/keys", typeof(KeyList))]
    [InlineData("/api/v1/roles", typeof(RoleList))]
    [InlineData("/api/v1/me", typeof(MeAnswer))]
    [InlineData("/api/v1/webhooks", typeof(WebhookList))]
    [InlineData("/api/v1/people", typeof(PersonList))]
    [InlineData("/api/v1/account/sessions", typeof(SessionList))]
    public async Task A_real_answer_has_the_form_of_its_description(string address, Type form)
    {
        await using var rig = await ApiRig.StartAsync(Ct, secondAbove: 0.001m, allowsLocalTargets: true);
        await rig.OrderAsync("""{"kind":"shed","to_mw":0.05,"reason":"test","by":"ann","until_utc":"2030-01-01T00:00:00Z"}""");
        await rig.SendAsync(HttpMethod.Post, "/api/v1/keys", """{"name":"scada","actions":["see-desk"]}""", ApiRig.Token);
        await rig.SendAsync(HttpMethod.Post, "/api/v1/people", """{"name":"ann","roles":["viewer"]}""", ApiRig.Token);
        await rig.SendAsync(HttpMethod.Post, "/api/v1/webhooks", """{"target":"http://127.0.0.1:9/"}""", ApiRig.Token);

        var (_, body) = await rig.GetAsync(address);

        WithoutCurrency(body);
        Should.NotThrow(() => JsonSerializer.Deserialize(body.ToJsonString(), form, _strict));
    }

    // A field named for the site's currency, such as price_usd_per_mwh, has no fixed name: docs/reference/api.md says where they stand.
    private static void WithoutCurrency(JsonNode? node)
    {
        if (node is JsonObject json)
        {
            foreach (var name in json.Select(static field => field.Key).Where(static name => name.Contains("_usd_per_", StringComparison.Ordinal)).ToList())
            {
                json.Remove(name);
            }

            foreach (var field in json.ToList())
            {
                WithoutCurrency(field.Value);
            }
        }
        else if (node is JsonArray array)
        {
            foreach (var one in array)
            {
                WithoutCurrency(one);
            }
        }
    }
}
