using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using Spillway.Tests.App.Api;
using Xunit;

namespace Spillway.Tests.App.Earnings;

public sealed class StatementRoutesTests
{
    private const string Lines = "/api/v1/statement/lines";
    private readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_statement_is_told_with_its_bridge_which_adds_up()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);

        var (status, body) = await rig.GetAsync("/api/v1/statement?period=month");

        status.ShouldBe(HttpStatusCode.OK);
        var bridge = body["bridge"]!;
        var parts = bridge["parts"]!.AsArray().Sum(static part => (decimal)part!["amount_usd"]!);
        ((decimal)bridge["always_on_usd"]! + parts).ShouldBe((decimal)bridge["happened_usd"]!);
        ((decimal)bridge["happened_usd"]!).ShouldBe((decimal)body["production_revenue_usd"]! - (decimal)body["total_usd"]!, 0.01m);
        body.ContainsKey("bridge_plan").ShouldBeTrue();
    }

    [Fact]
    public async Task Lines_come_leaf_by_leaf_until_all_are_there_and_add_up_to_the_total()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);
        var (_, statement) = await rig.GetAsync("/api/v1/statement?period=month");
        var lines = new List<JsonNode>();
        string? cursor = null;
        for (var leaf = 0; leaf == 0 || cursor is not null; leaf++)
        {
            leaf.ShouldBeLessThan(20);
            var (status, body) = await rig.GetAsync($"{Lines}?period=month&limit=3{(cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor))}");
            status.ShouldBe(HttpStatusCode.OK);
            lines.AddRange(body["lines"]!.AsArray().Select(static line => line!));
            cursor = (string?)body["next"];
        }

        lines.Select(static line => (string)line["line"]!).ShouldBeUnique();
        lines.Count.ShouldBe(statement["charges"]!.AsArray().Sum(static charge => (int)charge!["lines"]!));
        decimal.Round(lines.Sum(static line => (decimal)line["amount_usd"]!), 2).ShouldBe((decimal)statement["total_usd"]!);
    }

    [Fact]
    public async Task A_charge_is_told_alone_and_the_largest_first_where_that_is_asked()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);

        var (_, body) = await rig.GetAsync($"{Lines}?period=month&charge=fixed-block&contract=first&order=amount");

        var lines = body["lines"]!.AsArray();
        lines.Count.ShouldBeGreaterThan(2);
        lines.ShouldAllBe(static line => (string)line!["charge"]! == "fixed-block" && (string)line["contract"]! == "first");
        lines.Select(static line => Math.Abs((decimal)line!["amount_usd"]!)).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public async Task A_line_is_walked_back_and_one_that_is_not_there_is_refused()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);
        var (_, first) = await rig.GetAsync($"{Lines}?period=month&limit=1&charge=energy-real-time");
        var line = (string)first["lines"]![0]!["line"]!;

        var (status, trail) = await rig.GetAsync($"{Lines}/{line}?period=month");
        var (other, refusal) = await rig.GetAsync($"{Lines}/2024-07-01T05:00:00Z/delivery/none/energy?period=month");

        status.ShouldBe(HttpStatusCode.OK);
        ((string?)trail["line"]).ShouldBe(line);
        ((decimal)trail["quantity"]! * (decimal)trail["price"]!).ShouldBe((decimal)trail["amount"]!);
        trail["steps"]!.AsArray().Select(static step => (string)step!["what"]!).ShouldContain("rule");
        other.ShouldBe(HttpStatusCode.NotFound);
        ((string?)refusal["code"]).ShouldBe("SW4226");
    }

    [Theory]
    [InlineData("form=pdf")]
    [InlineData("day=2030-01-01")]
    public async Task What_cannot_be_made_is_refused(string query)
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);

        var (status, body) = await rig.GetAsync("/api/v1/statement?" + query);

        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        ((string?)body["code"]).ShouldBe("SW6503");
    }

    [Fact]
    public async Task A_proof_without_a_key_fails_and_says_what_to_do()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);

        var (status, begun) = await rig.SendAsync(HttpMethod.Post, "/api/v1/proof?period=month", null, ApiRig.Token);
        status.ShouldBe(HttpStatusCode.Accepted);
        var id = (string)begun["id"]!;
        var (_, ended) = await rig.SendAsync(HttpMethod.Delete, "/api/v1/proof/" + id, null, ApiRig.Token);
        var (missing, refusal) = await rig.GetAsync($"/api/v1/proof/{id}/bundle");

        ((string?)ended["state"]).ShouldBeOneOf("failed", "cancelled");
        missing.ShouldBe(HttpStatusCode.NotFound);
        ((string?)refusal["code"]).ShouldBe("SW6543");
    }

    [Fact]
    public async Task A_month_is_booked_once_as_initial_and_stands_in_the_book()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);
        const string Body = """{"month":"2024-06","as":"initial","close":true}""";

        var (status, booked) = await rig.SendAsync(HttpMethod.Post, "/api/v1/books", Body, ApiRig.Token);
        var (again, refusal) = await rig.SendAsync(HttpMethod.Post, "/api/v1/books", Body, ApiRig.Token);
        var (early, future) = await rig.SendAsync(HttpMethod.Post, "/api/v1/books", Body.Replace("06", "07", StringComparison.Ordinal), ApiRig.Token);
        var (_, books) = await rig.GetAsync("/api/v1/books");

        status.ShouldBe(HttpStatusCode.Created);
        ((int)booked["version"]!, (bool)booked["closed"]!).ShouldBe((1, true));
        again.ShouldBe(HttpStatusCode.UnprocessableEntity);
        ((string?)refusal["code"]).ShouldBe("SW4223");
        early.ShouldBe(HttpStatusCode.UnprocessableEntity);
        ((string?)future["detail"])!.ShouldContain("not over");
        ((string?)books["months"]![0]!["versions"]![0]!["kind"]).ShouldBe("initial");
    }

    [Fact]
    public async Task The_statement_of_a_booked_month_has_its_corrections_and_others_have_no_such_key()
    {
        await using var rig = await ApiRig.StartAsync(_cancellation);
        var (_, before) = await rig.GetAsync("/api/v1/statement?month=2024-06");
        await rig.SendAsync(HttpMethod.Post, "/api/v1/books", """{"month":"2024-06","as":"initial"}""", ApiRig.Token);

        var (_, after) = await rig.GetAsync("/api/v1/statement?month=2024-06");

        before.ContainsKey("corrections").ShouldBeFalse();
        after["corrections"]!.AsArray().ShouldBeEmpty();
        ((decimal)after["total_with_corrections_usd"]!).ShouldBe((decimal)after["total_usd"]!);
    }
}
