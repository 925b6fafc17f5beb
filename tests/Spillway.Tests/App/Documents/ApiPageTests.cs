using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
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
        var rows = Row().Matches(_page).Select(row => (Method: row.Groups[1].Value, Address: row.Groups[2].Value)).ToList();
        rows.Count.ShouldBe(54);

        foreach (var (method, address) in rows)
        {
            var (status, problem) = await rig.SendAsync(new(method), address.Replace("{id}", "none", StringComparison.Ordinal).Replace("{number}", "1", StringComparison.Ordinal), method == "POST" ? "{}" : null, ApiRig.Token);

            // What an address is asked for may not be there; the address itself is.
            ((string?)problem["code"]).ShouldNotBe("SW6506", $"{method} {address}: {problem.ToJsonString()}");
            status.ShouldNotBe(HttpStatusCode.MethodNotAllowed, $"{method} {address}");
        }
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

    [GeneratedRegex(@"^\| `(GET|POST|DELETE) (/api/v1/[^`?]+)", RegexOptions.Multiline)]
    private static partial Regex Row();
}
