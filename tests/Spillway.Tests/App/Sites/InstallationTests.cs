using System.Net;
using NodaTime;
using Shouldly;
using Spillway.App.Composition;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites.Plants;
using Spillway.Tests.App.Cli;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Sites;

/// <summary>What stands on the site, and how a running desk treats it.</summary>
public sealed class InstallationTests : IDisposable
{
    private const string Fed = """
        site: fed
        time_zone: UTC
        currency: USD
        market:
          operator: ercot
          settlement_point: LZ_WEST
        interconnection:
          import_limit_mw: 40
        loads:
          - id: hall-a
            kind: miner
            model: whatsminer-m50s
            machines: 100
            value_usd_per_mwh: 90
            credential: env:HALL_A
            feeds:
              - id: a-1
                machines: 60
                breaker:
                  wiring: pulsed-breaker
                  address: 10.0.0.11:8502
                  unit: 7
                  channel: 2
              - id: a-2
        meters:
          - id: main
            map: eastron-sdm630
            address: 10.0.0.10
          - id: office
            role: other
        prices:
          replay: day.csv
          replay_from: 2023-08-17T12:00:00Z
          speed: 60
        desk:
          poll_seconds: 2.5
          largest_step_mw: 12
        fail_safe:
          desk_dead: stop

        """;

    private readonly Screen _screen = new();

    public void Dispose() => _screen.Dispose();

    [Theory]
    [InlineData("go-on", FailSafeReaction.GoOn)]
    [InlineData("hold", FailSafeReaction.Hold)]
    [InlineData("come-down", FailSafeReaction.ComeDown)]
    [InlineData("stop", FailSafeReaction.Stop)]
    public void A_file_can_say_every_reaction_to_a_restart_that_the_desk_knows(string word, FailSafeReaction reaction) =>
        Read(BadSiteFiles.Good + $"fail_safe:\n  restart_in_event: {word}\n  safe_mw: 4\n").Desk.Rules.FailSafe.RestartInEvent.ShouldBe(reaction);

    [Fact]
    public void A_site_without_any_of_it_has_the_defaults()
    {
        var installation = Read(BadSiteFiles.Good);

        installation.Loads[0].Driver.ShouldBeNull();
        installation.Loads[0].Feeds.ShouldBeEmpty();
        installation.Meters.ShouldBeEmpty();
        installation.Prices.ShouldBeNull();
        installation.Desk.ApiPort.ShouldBe(5080);
        installation.Desk.Rules.LargestStep.ShouldBeNull();
        installation.Desk.Rules.SwingAlarm.ShouldBe(new(new Megawatts(12m), Duration.FromSeconds(10)));
        installation.Desk.Rules.FailSafe.ShouldBe(FailSafeTable.Default);
    }

    [Fact]
    public void Publications_are_followed_where_the_file_says()
    {
        Read(Fed).Publications.ShouldBeEmpty();
        Read(Fed + "publications:\n  load: loads\n  wind: wind.csv\n").Publications.ShouldBe(
            [new(PublicationKind.SystemLoad, "loads"), new(PublicationKind.WindGeneration, "wind.csv")]);
    }

    [Fact]
    public void Feeds_take_the_machines_in_order_and_the_last_takes_the_rest()
    {
        var load = Read(Fed).Loads[0];

        load.Driver.ShouldBe("whatsminer");
        load.Credential.ShouldBe("env:HALL_A");
        load.Feeds.ShouldBe(
        [
            new("a-1", 60, new("pulsed-breaker", new(IPAddress.Parse("10.0.0.11"), 8502), 7, Duration.FromMilliseconds(500), 2)),
            new("a-2", 40, new("latched-contactor", null, 1, Duration.FromMilliseconds(500), 0)),
        ]);
    }

    [Fact]
    public void A_Shelly_has_a_password_and_no_unit_and_takes_as_long_as_its_driver_waits()
    {
        var feeds = Read(Fed.Replace("wiring: pulsed-breaker", "wiring: shelly\n          credential: env:SHELLY", StringComparison.Ordinal)
            .Replace("          unit: 7\n", "", StringComparison.Ordinal)).Loads[0].Feeds;

        feeds[0].Breaker.ShouldBe(new("shelly", new(IPAddress.Parse("10.0.0.11"), 8502), 0, Duration.FromSeconds(2), 2) { Credential = "env:SHELLY" });
        feeds[0].Breaker.HasWatchdog.ShouldBeFalse();
    }

    [Fact]
    public void A_relay_behind_a_broker_says_its_template_and_device_and_takes_as_long_as_the_template_waits()
    {
        var feeds = Read(Fed.Replace(
            "wiring: pulsed-breaker\n          address: 10.0.0.11:8502\n          unit: 7\n",
            "wiring: mqtt\n          address: 10.0.0.11\n          template: zigbee2mqtt\n          device: hall a/plug 1\n          credential: env:BROKER\n",
            StringComparison.Ordinal).Replace("          channel: 2\n", "", StringComparison.Ordinal)).Loads[0].Feeds;

        feeds[0].Breaker.ShouldBe(new("mqtt", new(IPAddress.Parse("10.0.0.11"), null), 0, Duration.FromSeconds(5), 0)
        {
            Credential = "env:BROKER",
            Relay = new("zigbee2mqtt", "hall a/plug 1", 0),
        });
    }

    [Fact]
    public void A_broker_by_TLS_says_whose_certificate_and_by_which_name()
    {
        var breaker = Read(Fed.Replace(
            "wiring: pulsed-breaker\n          address: 10.0.0.11:8502\n          unit: 7\n          channel: 2\n",
            "wiring: mqtt\n          address: 10.0.0.11\n          template: zigbee2mqtt\n          device: plug\n          tls: true\n          ca_file: ca.pem\n          tls_name: broker.site\n          client_certificate: desk.pem\n          client_key: desk.key\n",
            StringComparison.Ordinal)).Loads[0].Feeds[0].Breaker;

        breaker.Tls.ShouldBe(new("ca.pem", "broker.site", "desk.pem", "desk.key"));
        FieldLines.StandardPort(breaker).ShouldBe(8883);
        FieldLines.StandardPort(breaker with { Tls = null }).ShouldBe(1883);
    }

    [Theory]
    [InlineData("device: plug\n", "SW1005", "template")]
    [InlineData("template: tasmota\n          channel: 1\n", "SW1005", "device")]
    [InlineData("template: tasmota\n          device: plug\n", "SW1005", "channel")]
    [InlineData("template: bitdeer-d40-socket\n          device: c1\n          channel: 0\n", "SW1005", "row")]
    [InlineData("template: zigbee2mqtt\n          device: plug\n          channel: 1\n", "SW1018", "channel")]
    [InlineData("template: tasmoto\n          device: plug\n          channel: 1\n", "SW1015", "tasmoto")]
    [InlineData("template: tasmota\n          device: plant/#\n          channel: 1\n", "SW1007", "plant/#")]
    [InlineData("template: tasmota\n          device: plug\n          channel: 1\n          unit: 1\n", "SW1018", "unit")]
    [InlineData("template: zigbee2mqtt\n          device: plug\n          ca_file: ca.pem\n", "SW1018", "would not be encrypted")]
    [InlineData("template: zigbee2mqtt\n          device: plug\n          tls: false\n          tls_name: broker\n", "SW1018", "tls_name")]
    [InlineData("template: zigbee2mqtt\n          device: plug\n          tls: maybe\n", "SW1015", "maybe")]
    [InlineData("template: zigbee2mqtt\n          device: plug\n          tls: true\n          client_key: desk.key\n", "SW1005", "client_certificate")]
    [InlineData("template: zigbee2mqtt\n          device: plug\n          tls: true\n          tls_name: a b\n", "SW1020", "a b")]
    public void A_relay_that_could_be_another_is_refused(string relay, string code, string names)
    {
        var text = Fed.Replace(
            "wiring: pulsed-breaker\n          address: 10.0.0.11:8502\n          unit: 7\n          channel: 2\n",
            $"wiring: mqtt\n          address: 10.0.0.11\n          {relay}",
            StringComparison.Ordinal);

        var refusal = Should.Throw<RefusedException>(() => Read(text));

        refusal.Code.Id.ShouldBe(code);
        refusal.Message.ShouldContain(names);
    }

    [Fact]
    public void Meters_prices_and_settings_are_read_with_their_units()
    {
        var installation = Read(Fed);

        installation.Meters.ShouldBe([new("main", "eastron-sdm630", new(IPAddress.Parse("10.0.0.10"), null), 1, true), new("office", "sunspec", null, 1, false)]);
        installation.Prices!.Kind.ShouldBe(PriceSourceKind.Replay);
        installation.Prices.Place.ShouldBe("day.csv");
        installation.Prices.ReplayFrom.ShouldBe(Instant.FromUtc(2023, 8, 17, 12, 0));
        installation.Prices.Speed.ShouldBe(60m);
        installation.Prices.PriceField.ShouldBe("LZ_WEST");
        installation.Desk.Poll.ShouldBe(Duration.FromMilliseconds(2500));
        installation.Desk.Rules.LargestStep.ShouldBe(new(new Megawatts(12m), Duration.FromSeconds(60)));
        installation.Desk.Rules.FailSafe.DeskDead.ShouldBe(FailSafeReaction.Stop);
    }

    [Theory]
    [InlineData("machines: 60", "machines: 101", "SW1018")]
    [InlineData("machines: 60", "machines: 100", "SW1018")]
    [InlineData("id: a-2", "id: a-1", "SW1011")]
    [InlineData("address: 10.0.0.10", "address: meter.lan", "SW1021")]
    [InlineData("address: 10.0.0.10", "address: 10.0.0.10:70000", "SW1021")]
    [InlineData("role: other", "role: site", "SW1018")]
    [InlineData("wiring: pulsed-breaker", "wiring: shelley", "SW1015")]
    [InlineData("wiring: pulsed-breaker", "wiring: shelly", "SW1018")]
    [InlineData("unit: 7", "credential: env:X", "SW1018")]
    [InlineData("unit: 7", "device: plug-1", "SW1018")]
    [InlineData("unit: 7", "tls: true", "SW1018")]
    [InlineData("speed: 60", "speed: 60\n  file: live.csv", "SW1018")]
    [InlineData("speed: 60", "shape: json", "SW1018")]
    [InlineData("replay: day.csv", "url: ftp://host/prices", "SW1021")]
    [InlineData("replay: day.csv", "url: http://127.0.0.1:8080/prices.json", "SW2106")]
    [InlineData("replay: day.csv", "url: http://feed.localhost/prices.json", "SW2106")]
    [InlineData("replay: day.csv", "url: http://169.254.169.254/latest/meta-data", "SW2106")]
    [InlineData("replay_from: 2023-08-17T12:00:00Z", "replay_from: yesterday", "SW1007")]
    [InlineData("desk_dead: stop", "desk_dead: explode", "SW1015")]
    [InlineData("poll_seconds: 2.5", "poll_seconds: 500000", "SW1009")]
    [InlineData("    credential:", "    driver: luxor\n    credential:", "SW1015")]
    public void What_cannot_be_meant_is_refused(string right, string wrong, string code)
    {
        var refusal = Should.Throw<RefusedException>(() => Read(Fed.Replace(right, wrong, StringComparison.Ordinal)));

        refusal.Code.Id.ShouldBe(code, refusal.Message);
        refusal.Message.ShouldContain(", line ");
    }

    [Theory]
    [InlineData("10.0.0.11", "10.0.0.11")]
    [InlineData("10.0.0.11:8502", "10.0.0.11:8502")]
    [InlineData("fd00::11", "fd00::11")]
    [InlineData("[fd00::11]:8502", "[fd00::11]:8502")]
    public void An_address_reads_back_as_it_was_written(string written, string shown)
    {
        InstalledAddress.TryParse(written, out var address).ShouldBeTrue();
        address.ToString().ShouldBe(shown);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("10.0.0")]
    [InlineData("10.0.0.11:0")]
    [InlineData("10.0.0.11:-1")]
    [InlineData("7:502")]
    [InlineData("meter:502")]
    [InlineData(":502")]
    public void What_is_no_address_is_none(string written) => InstalledAddress.TryParse(written, out _).ShouldBeFalse();

    private Installation Read(string text) => SiteFile.Read(_screen.Write("site.yaml", text)).Installation!;
}
