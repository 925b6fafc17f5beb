using System.Text.Json.Nodes;
using Shouldly;
using Spillway.App.Cli;
using Xunit;

namespace Spillway.Tests.App.Cli;

public sealed class StatusScreenTests
{
    private static readonly string[] _groups = ["hall-a", "hall-abcdefg", "container-row-north-17", "container-row-north-18"];

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
}
