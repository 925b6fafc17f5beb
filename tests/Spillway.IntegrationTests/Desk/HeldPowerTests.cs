using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using Shouldly;
using Xunit;

namespace Spillway.IntegrationTests.Desk;

/// <summary>The desk as a process while 0.03 of its 0.1 MW are sold as a reserve.</summary>
public sealed class HeldPowerTests : IClassFixture<OwnAddresses>
{
    private const string Site = DeskSites.Thirty + """
        contracts:
          - kind: ancillary
            id: as-1
            product: rrs-ufr

        """;

    private static readonly CancellationToken _cancellation = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_sold_stays_until_the_grid_calls_it_and_the_call_is_proved()
    {
        await using var desk = await EmulatedDesk.StartAsync(Site, _cancellation);
        await desk.RunAsync("--awards", desk.Write("awards.csv", Awards()));
        var before = desk.Until(status => Running(status) == 30 && (string?)status["power_from"] == "meter", "all run and the meter is read");
        ((decimal)before["headroom"]!["up"]!["held_mw"]!).ShouldBe(0.03m);
        ((decimal)before["headroom"]!["up"]!["free_mw"]!).ShouldBeInRange(0.06m, 0.08m);
        ((string?)before["floor_by"]).ShouldStartWith("held-");
        desk.Command("status").Output.ShouldContain("held: 0.030 MW by as-1/rrs-ufr");

        var refused = desk.Command("shed", "--to", "0.01", "--within", "60", "--rank", "operator", "--reason", "test", "--id", "too-low");
        refused.Code.ShouldBe(1);
        refused.Errors.ShouldContain("0.03 MW must run for as-1/rrs-ufr and 0.01 MW would");
        refused.Errors.ShouldContain("[SW6508]");
        desk.Json("shed", "--to", "0.01", "--within", "60", "--rank", "obligation", "--reason", "reserve called", "--id", "call-1");
        desk.Until(status => (decimal)status["power_mw"]! <= 0.01m, "the reserve is delivered");
        desk.Json("release", "call-1");

        ((string?)desk.Json("events", "list")["events"]!.AsArray().Single()!["event"]).ShouldBe("call-1");
        var page = Path.Combine(desk.Home, "proof.html");
        var proof = desk.Json("events", "proof", "call-1", "--html", page);
        proof["evidence"]!.AsArray().Select(item => (string)item!["what"]!).ShouldContain("level-reached");
        ((int)proof["commands"]!["machines"]!).ShouldBeInRange(27, 30);
        (await File.ReadAllTextAsync(page, _cancellation)).ShouldContain("reserve called");
    }

    private static string Awards()
    {
        var now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        var hour = Instant.FromUnixTimeSeconds(now.ToUnixTimeSeconds() / 3600 * 3600);
        var rows = new StringBuilder("interval_start_utc,contract,product,award_mw,price_usd_per_mwh\n");
        for (var at = hour - Duration.FromHours(1); at < hour + Duration.FromHours(4); at += Duration.FromHours(1))
        {
            rows.Append(CultureInfo.InvariantCulture, $"{at:uuuu-MM-dd'T'HH:mm:ss'Z'},as-1,rrs-ufr,0.03,6\n");
        }

        return rows.ToString();
    }

    private static int Running(JsonObject status) => ((JsonArray)status["groups"]!).Sum(group => (int)group!["running"]!);
}
