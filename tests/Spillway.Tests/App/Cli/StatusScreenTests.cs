using System.Text.Json.Nodes;
using Shouldly;
using Spillway.App.Cli;
using Xunit;

namespace Spillway.Tests.App.Cli;

public sealed class StatusScreenTests
{
    private static readonly string[] _groups = ["hall-a", "hall-abcdefg", "container-row-north-17", "container-row-north-18"];

    private const string Id = "260817-140210-9f3c";
    private const string Fault = "https://market.example/prices.json: no answer within 30 s";
    private const string Reason = "call from the grid operator at 14:02, second contingency on the northern line, stays until the evening peak is over";

    private static readonly (decimal Mw, decimal Seconds)[] _steps = [(12.5m, 0.5m), (40m, 1m), (96m, 5m), (180.25m, 15m), (240m, 20m), (410.1m, 60m)];

    [Fact]
    public void Groups_whose_names_differ_at_their_end_are_told_apart()
    {
        var status = new JsonObject
        {
            ["power_mw"] = 0m,
            ["wanted_mw"] = 0m,
            ["ceiling_mw"] = 0m,
            ["groups"] = new JsonArray([.. _groups.Select(id =>
                (JsonNode)new JsonObject { ["group"] = id, ["power_mw"] = 1.5m, ["because"] = "price" })]),
        };

        var lines = StatusScreen.Lines(status, StatusScreen.Width);

        lines.ShouldAllBe(line => line.Length <= StatusScreen.Width);
        lines.Where(line => line.Contains("price", StringComparison.Ordinal) && line.Contains("1.500", StringComparison.Ordinal)).Select(line => line[..12]).ShouldBe(
            ["hall-a      ", "hall-abcdefg", "contai…th-17", "contai…th-18"]);
    }

    [Fact]
    public void A_site_of_400_MW_under_an_order_loses_nothing_in_80_columns()
    {
        var lines = StatusScreen.Lines(Large(), StatusScreen.Width);

        lines.ShouldAllBe(line => line.Length <= StatusScreen.Width);
        lines.ShouldAllBe(line => line.All(letter => letter >= ' '));
        var text = Joined(lines);
        foreach (var seen in new[]
        {
            "Panhandle north, halls one to forty-two (live)", "2026-08-17T14:02:11.398Z",
            "now 412.345 MW (meter)", "wanted 400.000 MW", $"limit 400.000 MW by {Id}",
            "price -1234.56 USD/MWh of 2026-08-17T14:00:00.000Z", Fault,
            "import-limit, mode low", "11984",
            $"{Id}: ceiling 400.000 MW, protection until 2026-08-17T18:00:00.000Z: {Reason}",
            "hall-north-17: the ceiling of 400.000 MW was not reached at its deadline: 412.345 MW are drawn",
            "can take off: 12.5 MW in 0.5 s, 40.0 MW in 1 s, 96.0 MW in 5 s, 180.25 MW in 15 s, 240.0 MW in 20 s, 410.1 MW in 60 s",
            "120.000 MW by LOAD RESOURCE AWARD 2026-08-17 HOUR 14", "free to sell 0.000 MW", "MISSING 7.655 MW",
            "11998 machines, 11990 answer, 8 silent, 0 hostile, 2 without address",
        })
        {
            text.ShouldContain(seen, Case.Sensitive);
        }
    }

    [Fact]
    public void What_fits_beside_one_another_stays_there()
    {
        var status = new JsonObject { ["power_mw"] = 0.286m, ["power_from"] = "meter", ["wanted_mw"] = 0.286m, ["ceiling_mw"] = 0.17m, ["ceiling_by"] = "call-1" };

        StatusScreen.Lines(status, StatusScreen.Width).ShouldContain("now 0.286 MW (meter)   wanted 0.286 MW   limit 0.170 MW by call-1");
    }

    [Fact]
    public void A_name_longer_than_a_line_goes_on_in_the_next()
    {
        var id = new string('x', 64);
        var lines = StatusScreen.Lines(new() { ["ceiling_mw"] = 1m, ["ceiling_by"] = id, ["orders"] = new JsonArray(new JsonObject { ["id"] = id, ["kind"] = "stop" }) }, 40);

        lines.ShouldAllBe(line => line.Length <= 40);
        string.Concat(lines).Replace(" ", "", StringComparison.Ordinal).ShouldContain($"limit1.000MWby{id}");
    }

    [Fact]
    public void A_picture_that_stands_still_counts_what_it_leaves_out_and_a_single_one_leaves_nothing_out()
    {
        var status = new JsonObject { ["groups"] = new JsonArray([.. Enumerable.Range(1, 30).Select(static number => (JsonNode)new JsonObject { ["group"] = $"hall-{number}" })]) };

        StatusScreen.Lines(status, StatusScreen.Width, StatusScreen.RowsOfScreen).ShouldContain("  and 18 more groups");
        StatusScreen.Lines(status, StatusScreen.Width).Count(line => line.StartsWith("hall-", StringComparison.Ordinal)).ShouldBe(30);
    }

    [Fact]
    public void Of_very_many_steps_the_last_is_told_too()
    {
        var status = new JsonObject { ["ladder"] = new JsonArray([.. Enumerable.Range(1, 20).Select(static number => (JsonNode)new JsonObject { ["mw"] = (decimal)number, ["within_seconds"] = (decimal)number })]) };

        Joined(StatusScreen.Lines(status, StatusScreen.Width)).ShouldContain("7.0 MW in 7 s, 12 steps more, 20.0 MW in 20 s", Case.Sensitive);
    }

    // What is broken over lines, as one reads it.
    private static string Joined(IReadOnlyList<string> lines) => string.Join(' ', lines.Select(static line => line.Trim()));

    private static JsonObject Large() => new()
    {
        ["name"] = "Panhandle north, halls one to forty-two",
        ["mode"] = "live",
        ["at_utc"] = "2026-08-17T14:02:11.398Z",
        ["power_mw"] = 412.345m,
        ["power_from"] = "meter",
        ["wanted_mw"] = 400m,
        ["ceiling_mw"] = 400m,
        ["ceiling_by"] = Id,
        ["price_usd_per_mwh"] = -1234.56m,
        ["price_start_utc"] = "2026-08-17T14:00:00.000Z",
        ["price_fault"] = Fault,
        ["groups"] = new JsonArray(new JsonObject
        {
            ["group"] = "container-row-north-17",
            ["running"] = 11984m,
            ["asleep"] = 12m,
            ["lost"] = 2m,
            ["power_mw"] = 410.12m,
            ["value_usd_per_mwh"] = 104.6m,
            ["wanted"] = 11998m,
            ["wanted_mode"] = "low",
            ["because"] = "import-limit",
        }),
        ["orders"] = new JsonArray(new JsonObject
        {
            ["id"] = Id,
            ["kind"] = "ceiling",
            ["rank"] = "protection",
            ["level_mw"] = 400m,
            ["until_utc"] = "2026-08-17T18:00:00.000Z",
            ["reason"] = Reason,
        }),
        ["alarms"] = new JsonArray(new JsonObject
        {
            ["subject"] = "hall-north-17",
            ["text"] = "the ceiling of 400.000 MW was not reached at its deadline: 412.345 MW are drawn",
        }),
        ["ladder"] = new JsonArray([.. _steps.Select(static step => (JsonNode)new JsonObject { ["mw"] = step.Mw, ["within_seconds"] = step.Seconds })]),
        ["headroom"] = new JsonObject
        {
            ["up"] = new JsonObject { ["free_mw"] = 0m, ["missing_mw"] = 7.655m },
            ["holders"] = new JsonArray(new JsonObject { ["kind"] = "ancillary-up", ["holder"] = "LOAD RESOURCE AWARD 2026-08-17 HOUR 14", ["mw"] = 120m }),
        },
        ["fleet"] = new JsonObject { ["machines"] = 11998m, ["answering"] = 11990m, ["silent"] = 8m, ["hostile"] = 0m, ["unplaced"] = 2m },
    };
}
