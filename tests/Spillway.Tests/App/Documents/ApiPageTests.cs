using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Spillway.Tests.App.Api;
using Xunit;

namespace Spillway.Tests.App.Documents;

/// <summary>docs/reference/api.md names every address and every field that the API answers with.</summary>
public sealed partial class ApiPageTests
{
    private static readonly string _page = File.ReadAllText(Repository.Path("docs/reference/api.md"));

    [Fact]
    public async Task Every_address_on_the_page_is_there()
    {
        await using var rig = await ApiRig.StartAsync(TestContext.Current.CancellationToken);
        var rows = Named(_page);
        rows.Count.ShouldBeGreaterThan(50);

        foreach (var (method, address) in rows)
        {
            // A stream would not end by itself: a type that is none is refused at once.
            var asked = address.Replace("{number}", "1", StringComparison.Ordinal) is var numbered && numbered.EndsWith("/stream", StringComparison.Ordinal) ? numbered + "?types=none" : numbered;
            var (status, problem) = await rig.SendAsync(new(method), Place().Replace(asked, "none"), method is "POST" or "PUT" ? "{}" : null, ApiRig.Token);

            // What an address is asked for may not be there; the address itself is.
            ((string?)problem["code"]).ShouldNotBe("SW6506", $"{method} {address}: {problem.ToJsonString()}");
            status.ShouldNotBe(HttpStatusCode.MethodNotAllowed, $"{method} {address}");
        }
    }

    [Fact]
    public async Task Every_address_that_is_there_stands_on_the_page_or_on_that_of_alarms()
    {
        await using var rig = await ApiRig.StartAsync(TestContext.Current.CancellationToken);
        var named = Named(_page).Concat(Named(File.ReadAllText(Repository.Path("docs/reference/api-alarms.md")))).Select(Bare).ToHashSet();

        var there = rig.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(static route => route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Select(method => (Method: method, Address: "/" + route.RoutePattern.RawText!.TrimStart('/'))) ?? [])
            .Where(static one => one.Address.StartsWith("/api/v1/", StringComparison.Ordinal)).Select(Bare).ToHashSet();

        there.Count.ShouldBeGreaterThan(100);
        there.Except(named).Select(static one => $"{one.Method} {one.Address}").ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_field_answered_is_on_the_page()
    {
        await using var rig = await ApiRig.StartAsync(TestContext.Current.CancellationToken);
        var (_, answer) = await rig.OrderAsync("""{"kind":"shed","to_mw":10,"within_seconds":30,"reason":"grid","by":"me"}""");
        var (_, problem) = await rig.OrderAsync("{}");
        var (_, status) = await rig.GetAsync("/api/v1/status");
        var (_, statement) = await rig.GetAsync("/api/v1/statement");
        var moment = new List<JsonObject>();
        foreach (var address in new[] { "promise?to_mw=10", "trend", "one-line", "progress" })
        {
            moment.Add((await rig.GetAsync("/api/v1/" + address)).Body);
        }

        var fields = new SortedSet<string>(StringComparer.Ordinal);
        Collect(answer, fields);
        Collect(problem, fields);
        Collect(status, fields);
        Collect(statement, fields);
        foreach (var address in new[] { "machines?limit=1", "machines/hall-a/3", "firmware", "journal", "journal/verify", "events", "drills?by_mw=5" })
        {
            Collect((await rig.GetAsync("/api/v1/" + address)).Body, fields);
        }

        moment.ForEach(body => Collect(body, fields));
        fields.Where(field => !_page.Contains($"`{field}`", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    private static void Collect(JsonNode? node, SortedSet<string> fields)
    {
        if (node is JsonObject json)
        {
            foreach (var (name, value) in json)
            {
                fields.Add(name);
                Collect(value, fields);
            }
        }
        else if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                Collect(item, fields);
            }
        }
    }

    // What stands in the first column of a table.
    private static List<(string Method, string Address)> Named(string page) =>
        [.. FirstCell().Matches(page).SelectMany(static cell => Address().Matches(cell.Value)).Select(static one => (Method: one.Groups[1].Value, Address: one.Groups[2].Value))];

    private static (string Method, string Address) Bare((string Method, string Address) one) => (one.Method, Place().Replace(one.Address, "{}"));

    [GeneratedRegex(@"^\| `(GET|POST|PUT|DELETE) [^|]+", RegexOptions.Multiline)]
    private static partial Regex FirstCell();

    [GeneratedRegex("`(GET|POST|PUT|DELETE) (/api/v1/[^`?]+)")]
    private static partial Regex Address();

    // {id}, and {**rest} or {number:long} of a pattern.
    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Place();
}
