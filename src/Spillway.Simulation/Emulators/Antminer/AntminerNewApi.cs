using System.Globalization;
using System.Text;
using Spillway.Simulation.Emulators.Cgminer;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.Antminer;

/// <summary>The newer shape of the reports, the same at 4028 and on the web pages. What a machine says asleep is not recorded:
/// zero rates with the mode's number follow the maker's scripts.</summary>
internal static class AntminerNewApi
{
    private const double GigaPerTera = 1000;

    /// <summary>The answer; null for a command that has no newer shape.</summary>
    public static byte[]? Answer(string command, EmulatedMachine machine, MachineSnapshot look)
    {
        var text = Text(command, machine, look);
        return text is null ? null : CgminerWriter.Ended(new StringBuilder(text));
    }

    public static string? Text(string command, EmulatedMachine machine, MachineSnapshot look) => command switch
    {
        "summary" => Whole(machine, look, "summary", "SUMMARY", Summary(look)),
        "stats" => Whole(machine, look, "stats", "STATS", Stats(machine, look)),
        "pools" => Whole(machine, look, "pools", "POOLS", Json(new CgminerRecord().Whole("index", 0).Text("url", "stratum+tcp://pool.example:3333")
            .Text("user", machine.Build.Worker).Text("status", look.IsPoolAlive ? "Alive" : "Dead").Whole("priority", 0).Whole("accepted", look.AcceptedShares).Whole("rejected", look.RejectedShares))),
        _ => null,
    };

    private static string Whole(EmulatedMachine machine, MachineSnapshot look, string message, string section, string body) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"STATUS":{"STATUS":"S","when":{{look.At.ToUnixTimeSeconds()}},"Msg":"{{message}}","api_version":"1.0.0"},"INFO":{"miner_version":"uart_trans.1.3","CompileTime":"{{AntminerGeneration.Of(machine.Build).CompileTime}}","type":"{{machine.Build.Model}}"},"{{section}}":[{{body}}]}""");

    private static string Summary(MachineSnapshot look) => Json(Rates(look)
        .Whole("hw_all", 0).Whole("bestshare", 0)
        .Raw("status", $$"""[{"type":"rate","status":"s","code":0,"msg":""},{"type":"network","status":"{{(look.IsPoolAlive ? "s" : "e")}}","code":0,"msg":"{{(look.IsPoolAlive ? "" : "Can not connect to pool")}}"}]"""));

    private static string Stats(EmulatedMachine machine, MachineSnapshot look)
    {
        var memory = machine.Remember(() => new AntminerMemory());
        return Json(Rates(look).Whole("chain_num", look.ChipCelsius.Length).Whole("fan_num", look.FanRpm.Length)
            .Raw("fan", $"[{string.Join(',', look.FanRpm)}]").Number("hwp_total", 0, 4).Whole("miner-mode", memory.Mode).Whole("freq-level", 100)
            .Raw("chain", $"[{string.Join(',', look.ChipCelsius.Select((_, board) => Chain(look, board)))}]"));
    }

    private static CgminerRecord Rates(MachineSnapshot look) => new CgminerRecord().Whole("elapsed", CgminerReports.Elapsed(look))
        .Number("rate_5s", look.ReportedHashrateThPerS * GigaPerTera, 2).Number("rate_30m", look.MeanHashrateThPerS * GigaPerTera, 2)
        .Number("rate_avg", look.MeanHashrateThPerS * GigaPerTera, 2).Number("rate_ideal", look.IdealHashrateThPerS * GigaPerTera, 2).Text("rate_unit", "GH/s");

    private static string Chain(MachineSnapshot look, int board)
    {
        var (chip, card) = (look.ChipCelsius[board], look.BoardCelsius[board]);
        return Json(new CgminerRecord().Whole("index", board).Whole("freq_avg", 525)
            .Number("rate_real", look.ReportedHashrateThPerS * GigaPerTera / look.ChipCelsius.Length, 2).Whole("asic_num", 110)
            .Raw("temp_pcb", Four(card)).Raw("temp_chip", Four(chip)).Whole("hw", 0).Flag("eeprom_loaded", true));
    }

    private static string Four(double hottest) =>
        string.Create(CultureInfo.InvariantCulture, $"[{Math.Round(hottest - 8)},{Math.Round(hottest - 8)},{Math.Round(hottest)},{Math.Round(hottest)}]");

    private static string Json(CgminerRecord record)
    {
        var text = new StringBuilder();
        record.WriteJson(text, isSorted: false);
        return text.ToString();
    }
}
