using System.Text.Json.Nodes;
using NodaTime;
using Shouldly;
using Spillway.App.Api;
using Spillway.Devices.Fleet;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Api;

/// <summary>The state that is written once says at every moment what is made anew would say.</summary>
public sealed class KeptStatusTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_follows_every_source_that_it_is_made_from_and_its_clock_goes_on()
    {
        await using var rig = await ApiRig.StartAsync(Ct);
        var (price, health) = (new EnergyPrice(30.5m), new FleetHealth(50, 0, 50, 0, 0, 1));
        MeterTelemetry? meter = null;
        var desk = rig.View with
        {
            // A text that looks like the field whose value is set anew.
            Site = rig.View.Site with { Name = "hall \"at_utc\":\"2000" },
            Price = () => (price, Instant.FromUtc(2024, 1, 1, 0, 0), null),
            Health = () => health,
            Meter = () => meter,
        };
        var kept = new KeptStatus(desk);

        var first = Same(kept, desk);
        price = new(31.5m);
        ((decimal)Same(kept, desk)["price_usd_per_mwh"]!).ShouldBe(31.5m);
        health = health with { Exchanges = 2 };
        ((int)Same(kept, desk)["fleet"]!["exchanges"]!).ShouldBe(2);
        meter = new(Instant.FromUtc(2024, 1, 1, 0, 0), new(new(12m), null, null, null, null, null, null), true);
        ((decimal)Same(kept, desk)["meter"]!["power_mw"]!).ShouldBe(12m);
        rig.Pass();
        var last = Same(kept, desk);

        ((string?)last["pass_utc"]).ShouldNotBe((string?)first["pass_utc"]);
        ((string?)last["name"]).ShouldBe("hall \"at_utc\":\"2000");
        DateTimeOffset.Parse((string)last["at_utc"]!, null).ShouldBe(desk.Time.GetUtcNow(), TimeSpan.FromMinutes(1));
    }

    private static JsonObject Same(KeptStatus kept, DeskView desk)
    {
        var (read, made) = (JsonNode.Parse(kept.Now().Span)!.AsObject(), StatusJson.Of(desk));
        read.Select(static field => field.Key).ShouldBe(made.Select(static field => field.Key));
        foreach (var (name, value) in made)
        {
            if (name != "at_utc")
            {
                (read[name]?.ToJsonString()).ShouldBe(value?.ToJsonString(), name);
            }
        }

        return read;
    }
}
