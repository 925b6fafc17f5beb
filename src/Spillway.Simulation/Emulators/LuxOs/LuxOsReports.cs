using System.Globalization;
using Spillway.Simulation.Emulators.Cgminer;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.LuxOs;

/// <summary>The firmware's longer reports.</summary>
internal static class LuxOsReports
{
    /// <summary>No machine asleep has been recorded: <c>Sleep</c> as the curtailed word and the supply's flag follow the firmware's
    /// published description.</summary>
    public static CgminerRecord Config(EmulatedMachine machine, MachineSnapshot look)
    {
        var memory = machine.Remember(() => new LuxOsMemory());
        var isAsleep = look.Phase is MachinePhase.Asleep or MachinePhase.Stopping;
        return new CgminerRecord()
            .Whole("ASC Count", machine.Build.Boards).Text("ControlBoardType", "cvitek").Text("Cooling", machine.Build.Fans == 0 ? "Hydro" : "Air")
            .Text("CurtailMode", isAsleep ? "Sleep" : "None").Flag("DHCP", true).Text("Hostname", "luxos").Flag("ImmersionMode", false)
            .Flag("IsAtmEnabled", memory.IsThermalManaged).Flag("IsPowerSupplyOn", !isAsleep).Flag("IsTuning", look.Phase is MachinePhase.Tuning)
            .Text("MACAddr", machine.Identity.Mac.ToLowerInvariant()).Text("Model", machine.Build.Model)
            .Number("NameplateTHS", machine.Build.Modes[0].HashrateThPerS, 1).Text("OS", "LuxOS").Whole("Pool Count", 1).Text("Profile", memory.Profile)
            .Text("SerialNumber", machine.Identity.Serial).Text("Strategy", "Failover").Text("SystemStatus", "Normal");
    }

    /// <summary>The maker's own report, imitated: the header, then one record for the whole machine.</summary>
    public static CgminerSection Stats(EmulatedMachine machine, MachineSnapshot look, string version)
    {
        var record = new CgminerRecord()
            .Whole("STATS", 0).Text("ID", "BTM_SOC0").Whole("Elapsed", CgminerReports.Elapsed(look)).Whole("Calls", 0)
            .Number("GHS 5s", look.ReportedHashrateThPerS * 1000, 2).Number("GHS av", look.MeanHashrateThPerS * 1000, 2).Text("rate_unit", "GH")
            .Whole("miner_count", machine.Build.Boards).Whole("fan_num", look.FanRpm.Length);
        for (var fan = 0; fan < look.FanRpm.Length; fan++)
        {
            record.Whole($"fan{fan + 1}", look.FanRpm[fan]);
        }

        for (var board = 0; board < look.ChipCelsius.Length; board++)
        {
            record.Number($"temp{board + 1}", look.BoardCelsius[board], 1).Number($"temp2_{board + 1}", look.ChipCelsius[board], 1)
                .Text($"chain_rate{board + 1}", (look.ReportedHashrateThPerS * 1000 / look.ChipCelsius.Length).ToString("F2", CultureInfo.InvariantCulture));
        }

        return new("STATS", new CgminerRecord().Text("CompileTime", "Tue Apr  8 22:05:35 UTC 2025").Text("Miner", version).Text("Type", machine.Build.Model), record)
        {
            IsNamedInText = false,
        };
    }
}
