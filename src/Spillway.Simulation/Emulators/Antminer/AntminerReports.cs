using System.Globalization;
using Spillway.Devices.Wire.Cgminer;
using Spillway.Simulation.Emulators.Cgminer;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.Antminer;

/// <summary>The reports at 4028 in the shape of all generations. Only five commands are open to anybody.</summary>
internal static class AntminerReports
{
    private const int Places = 16;
    private const int FirstOldBoard = 6;
    private const int Chips = 63;

    public static CgminerReply Answer(string command, EmulatedMachine machine, MachineSnapshot look, AntminerGeneration generation)
    {
        var name = generation.IsNew ? "CGMiner" : "BMMiner";
        return command switch
        {
            "summary" => CgminerReply.Of(11, "Summary", new CgminerSection("SUMMARY", CgminerReports.GigaRates(look, isQuoted: !generation.IsNew))),
            "pools" => CgminerReply.Of(7, "1 Pool(s)", CgminerReports.Pools(machine, look)),
            "version" => CgminerReply.Of(22, $"{name} versions", new CgminerSection("VERSION", Header(machine, generation, isVersion: true))),
            "stats" => CgminerReply.Of(70, $"{name} stats", new CgminerSection("STATS", Header(machine, generation, isVersion: false), Report(look, generation)) { IsNamedInText = false }),
            "devs" => CgminerReply.Of(9, "1 ASC(s)", new CgminerSection("DEVS", new CgminerRecord().Whole("ASC", 0).Text("Name", "BTM_SOC").Whole("ID", 0)
                .Text("Enabled", "Y").Text("Status", "Alive").Number("Temperature", 0, 2).Number("MHS av", 0, 2).Number("MHS 5s", 0, 2)) { IsNamedInText = false }),
            _ when generation.IsNew => new(CgminerStatus.InvalidCommand),
            _ => new(CgminerStatus.Denied(command)),
        };
    }

    private static CgminerRecord Header(EmulatedMachine machine, AntminerGeneration generation, bool isVersion)
    {
        var record = new CgminerRecord().Text("BMMiner", generation.Program);
        record = isVersion ? record.Text("API", "3.1") : record;
        return record.Text("Miner", generation.Miner).Text("CompileTime", generation.CompileTime).Text("Type", machine.Build.Model);
    }

    private static CgminerRecord Report(MachineSnapshot look, AntminerGeneration generation)
    {
        var record = new CgminerRecord().Whole("STATS", 0).Text("ID", generation.IsNew ? "BTM_SOC0" : "BC50").Whole("Elapsed", CgminerReports.Elapsed(look))
            .Whole("Calls", 0).Number("Wait", 0, 6).Number("Max", 0, 6).Number("Min", 99_999_999, 6);
        CgminerReports.ShortRate(record, look, isQuoted: !generation.IsNew).Number("GHS av", look.MeanHashrateThPerS * 1000, 2);
        if (generation.IsNew)
        {
            record.Text("rate_unit", "GH");
        }

        record.Whole("miner_count", look.ChipCelsius.Length).Whole("fan_num", look.FanRpm.Length);
        var first = generation.IsNew ? 1 : FirstOldBoard;
        var fans = generation.IsNew ? look.FanRpm.Length : Places / 2;
        var firstFan = generation.IsNew ? 1 : Math.Max(1, Places / 2 - look.FanRpm.Length);
        for (var place = 1; place <= fans; place++)
        {
            record.Whole($"fan{place}", place >= firstFan && place - firstFan < look.FanRpm.Length ? look.FanRpm[place - firstFan] : 0);
        }

        record.Whole("temp_num", look.ChipCelsius.Length);
        Boards(record, look, first, generation.IsNew ? look.ChipCelsius.Length : Places);
        return record.Text("miner_version", generation.Miner);
    }

    private static void Boards(CgminerRecord record, MachineSnapshot look, int first, int places)
    {
        for (var place = 1; place <= Math.Max(places, first + look.ChipCelsius.Length - 1); place++)
        {
            var board = place - first;
            var isThere = board >= 0 && board < look.ChipCelsius.Length;
            record.Whole($"temp{place}", isThere ? (long)Math.Round(look.BoardCelsius[board]) : 0)
                .Whole($"temp2_{place}", isThere ? (long)Math.Round(look.ChipCelsius[board]) : 0)
                .Whole($"chain_acn{place}", isThere ? Chips : 0)
                .Text($"chain_rate{place}", isThere ? (look.ReportedHashrateThPerS * 1000 / look.ChipCelsius.Length).ToString("F2", CultureInfo.InvariantCulture) : "");
        }
    }
}
