using System.Text;
using System.Text.Json;
using Shouldly;
using Spillway.Devices;
using Spillway.Devices.Miners;
using Spillway.Devices.Miners.Cgminer;
using Spillway.Devices.Miners.VNish;
using Spillway.Tests.Devices.Http;
using Xunit;

namespace Spillway.Tests.Devices.Miners.VNish;

/// <summary>VNish's token, states, settings, presets and reports, damaged at random.</summary>
public sealed class VNishFuzzTests
{
    private const string Presets = """[{"name":"disabled"},{"name":"2000","modded_psu_required":false},{"name":"2900","modded_psu_required":true}]""";
    private const string Settings = """{"miner":{"overclock":{"modded_psu":false,"preset":"2500","preset_switcher":{"enabled":true,"rise_temp":55}},"misc":{"quick_start":false}}}""";

    private static readonly byte[] _presets = Encoding.UTF8.GetBytes(Presets);
    private static readonly byte[] _settings = Encoding.UTF8.GetBytes(Settings);

    private static readonly byte[][] _seeds =
    [
        .. Fuzz.Seeds(Presets, Settings, """{"token":"Zx81"}""", """{"miner_state":"stopped","miner_state_time":12,"find_miner":false}""", """{"restart_required":true,"reboot_required":false}"""),
        .. Fuzz.Recorded("antminer-vnish"),
    ];

    [Fact]
    public void Damaged_tokens_states_presets_and_reports_are_read_or_refused() => Fuzz.Try(Fuzz.Damaged(_seeds), 200, bytes =>
    {
        Sound.Answer(VNishMiner.Token(bytes));
        Sound.Words(VNishMiner.State(bytes), isWord: true);
        VNishMiner.MustRestart(bytes);
        Chosen(VNishPreset.Below(2500m, bytes, _settings));
        Chosen(VNishPreset.Below(2500m, _presets, bytes));
        Sound.Answer(CgminerVerdict.Reading("vnish", [bytes]));
    });

    [Fact]
    public async Task A_token_that_no_header_can_carry_is_told_and_not_kept()
    {
        var tokens = new Queue<string>(["tök", "t"]);
        await using var machine = new ScriptedMiner("vnish", 80, HttpExchange.Answering(request =>
            request.Path == "/api/v1/unlock" ? HttpExchange.Page(200, $$"""{"token":"{{tokens.Dequeue()}}"}""") : HttpExchange.Page(200, "")));

        (await machine.TellAsync(MinerCommand.Sleep)).Fault!.Kind.ShouldBe(DeviceFaultKind.Malformed);
        (await machine.TellAsync(MinerCommand.Sleep)).IsAnswered.ShouldBeTrue();
    }

    private static void Chosen(DeviceAnswer<VNishPreset> preset)
    {
        Sound.Fault(preset.Fault);
        if (preset.Value is { } chosen)
        {
            Sound.Holds(chosen.Name.All(char.IsAsciiDigit), "a preset's name is its watts");
            using var saved = JsonDocument.Parse(chosen.Settings);
            Sound.Holds(saved.RootElement.GetProperty("miner").GetProperty("overclock").GetProperty("preset").GetString() == chosen.Name, "what is saved is what was chosen");
        }
    }
}
