using Shouldly;
using Spillway.Devices;
using Spillway.Devices.Miners;
using Spillway.Simulation.Emulators.VNish;
using Spillway.Simulation.World;
using Spillway.Tests.Devices.Http;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.Devices.Miners.VNish;

public sealed class VNishDriverTests
{
    private const string Presets = """[{"name":"disabled"},{"name":"2000","modded_psu_required":false},{"name":"2500","modded_psu_required":false},{"name":"2900","modded_psu_required":true}]""";
    private const string Settings = """{"miner":{"overclock":{"modded_psu":false,"preset":"2500","of_tomorrow":[1,2],"preset_switcher":{"enabled":true,"rise_temp":55}},"misc":{"quick_start":false}}}""";

    private const string Saved = """{"miner":{"overclock":{"modded_psu":false,"preset":"2500","of_tomorrow":[1,2],"preset_switcher":{"enabled":false,"rise_temp":55}}}}""";

    [Theory]
    [InlineData(2999, "2500")]
    [InlineData(2500, "2500")]
    [InlineData(2499, "2000")]
    public async Task The_highest_preset_that_keeps_to_the_power_and_to_the_supply_is_set_and_the_rest_of_the_settings_kept(int watts, string preset)
    {
        var saved = new List<string>();
        await using var machine = Scripted(saved);

        (await machine.TellAsync(MinerCommand.KeepTo(new Watts(watts)))).Value!.Words.ShouldBe($"preset {preset}");

        saved.ShouldBe(
        [
            $"POST /api/v1/settings {Saved.Replace("2500", preset, StringComparison.Ordinal)}",
            "POST /api/v1/mining/restart ",
        ]);
    }

    [Fact]
    public async Task A_power_below_every_preset_is_refused_with_the_lowest()
    {
        var saved = new List<string>();
        await using var machine = Scripted(saved);

        var answer = await machine.TellAsync(MinerCommand.KeepTo(new Watts(1999)));

        answer.Fault!.Kind.ShouldBe(DeviceFaultKind.Refused);
        answer.Fault.Detail.ShouldContain("2000");
        saved.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("stopped", true)]
    [InlineData("mining", false)]
    public async Task A_server_error_for_a_stop_counts_as_done_only_where_it_is_stopped(string state, bool isDone)
    {
        await using var machine = new ScriptedMiner("vnish", 80, HttpExchange.Answering(request => request.Path switch
        {
            "/api/v1/unlock" => HttpExchange.Page(200, """{"token":"t"}"""),
            "/api/v1/status" => HttpExchange.Page(200, $$"""{"miner_state":"{{state}}"}"""),
            _ => HttpExchange.Page(500, """{"err":"wrong state"}"""),
        }));

        (await machine.TellAsync(MinerCommand.Sleep)).IsAnswered.ShouldBe(isDone);
    }

    [Fact]
    public async Task A_machine_that_sends_its_caller_to_another_host_is_a_fault_that_names_it()
    {
        await using var machine = new ScriptedMiner("vnish", 80, HttpExchange.Answering(_ => HttpExchange.Page(302, "", "Location: http://203.0.113.7/")));

        var read = await machine.ReadAsync();
        var told = await machine.TellAsync(MinerCommand.Sleep);

        read.Fault!.Kind.ShouldBe(DeviceFaultKind.Redirected);
        told.Fault!.Kind.ShouldBe(DeviceFaultKind.Redirected);
        told.Fault.Detail.ShouldContain("203.0.113.7");
    }

    [Fact]
    public async Task A_log_in_is_kept_over_orders_and_made_anew_after_a_reboot()
    {
        await using var machine = await EmulatedMiner.StartAsync(new VNishFamily(), MachineBuild.Of("vnish", "Antminer S21 Pro", 3500, 234));

        (await machine.TellAsync(MinerCommand.Sleep)).IsAnswered.ShouldBeTrue();
        (await machine.TellAsync(MinerCommand.Reboot)).IsAnswered.ShouldBeTrue();
        machine.Pass(120);
        (await machine.TellAsync(MinerCommand.Wake)).IsAnswered.ShouldBeTrue();

        (await machine.ReadAsync()).Value!.Firmware.ShouldBe("1.2.7");
    }

    private static ScriptedMiner Scripted(List<string> saved) => new("vnish", 80, HttpExchange.Answering(request =>
    {
        if (request.Method == "POST" && request.Path != "/api/v1/unlock")
        {
            saved.Add($"{request.Method} {request.Path} {request.Body}");
        }

        return (request.Method, request.Path, request.Headers.GetValueOrDefault("Authorization")) switch
        {
            (_, "/api/v1/unlock", _) => HttpExchange.Page(200, request.Body == """{"pw":"admin"}""" ? """{"token":"t1"}""" : "{}"),
            (_, _, not "Bearer t1") => HttpExchange.Page(401, ""),
            ("GET", "/api/v1/autotune/presets", _) => HttpExchange.Page(200, Presets),
            ("GET", "/api/v1/settings", _) => HttpExchange.Page(200, Settings),
            ("POST", "/api/v1/settings", _) => HttpExchange.Page(200, """{"restart_required":true,"reboot_required":false}"""),
            _ => HttpExchange.Page(200, ""),
        };
    }));
}
