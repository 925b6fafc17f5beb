using System.Text.Json;
using Spillway.Devices.Miners.Answers;

namespace Spillway.Devices.Miners.AxeOs;

/// <summary>AxeOS on Bitaxe and its kin: one REST answer with everything.</summary>
internal sealed class AxeOsFamily : IMinerFamily
{
    public string Name => "axeos";

    public Certainty Recognise(MinerAnswers answers) =>
        Systems(answers).Any() || answers.Texts.Any(text => text.Contains("AxeOS", StringComparison.Ordinal)) ? Certainty.Certain : Certainty.No;

    public MinerReading Read(MinerAnswers answers)
    {
        var system = Systems(answers).FirstOrDefault();
        var power = Quantities.Power(system.Watts("power"));
        return new()
        {
            Model = Model(system),
            Firmware = system.Text("version", "axeOSVersion"),
            Mac = Quantities.Mac(system.Text("macAddr")),
            Mode = system.Flag("miningPaused") switch { true => MinerMode.Sleep, false => MinerMode.Normal, _ => MinerMode.Unknown },
            Hashrate = Quantities.FromGiga(system.Number("hashRate", "hashRate_1m")),
            Power = power,
            PowerGrade = power is null ? PowerGrade.None : PowerGrade.Measured,
            HottestCelsius = Quantities.HottestOf([system.Number("temp"), system.Number("temp2"), system.Number("vrTemp")]),
            FanRpm = Quantities.Fans([system.Number("fanrpm"), system.Number("fan2rpm")]),
            UptimeSeconds = Quantities.Seconds(system.Number("uptimeSeconds")),
            Pools = system.Child("stratumURL") is null ? null :
            [
                new(Url(system, "stratumURL", "stratumPort"), system.Text("stratumUser"), null),
                .. system.Text("fallbackStratumURL") is null ? Array.Empty<PoolReading>() : [new(Url(system, "fallbackStratumURL", "fallbackStratumPort"), system.Text("fallbackStratumUser"), null)],
            ],
            Faults = system.ValueKind == JsonValueKind.Object ?
            [
                .. system.Flag("overheat_mode") == true ? ["overheat_mode"] : Array.Empty<string>(),
                .. system.Text("power_fault") is { } fault && system.Flag("power_fault") != false ? [$"power_fault: {fault}"] : Array.Empty<string>(),
            ]
            : null,
        };
    }

    private static IEnumerable<JsonElement> Systems(MinerAnswers answers) =>
        answers.Objects.Where(one => one.Text("ASICModel") is not null && one.Has("hashRate"));

    // Older firmware names the board by number only; the chip says which of the boards it is.
    private static string? Model(JsonElement system) => system.Text("deviceModel", "boardName") is { } own
        ? own
        : (system.Text("ASICModel"), system.Text("boardVersion")) switch
        {
            ("BM1397", var board) => $"Bitaxe Max {board}".TrimEnd(),
            ("BM1366", var board) => $"Bitaxe Ultra {board}".TrimEnd(),
            ("BM1368", var board) => $"Bitaxe Supra {board}".TrimEnd(),
            ("BM1370", var board) => $"Bitaxe Gamma {board}".TrimEnd(),
            var (chip, _) => chip,
        };

    private static string Url(JsonElement system, string host, string port) =>
        system.Text(port) is { } number ? $"{system.Text(host)}:{number}" : system.Text(host) ?? "";
}
