using System.Globalization;
using System.Text;
using Spillway.Simulation.Emulators.Cgminer;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.Avalon;

/// <summary>The machine's own report: <c>Key[value]</c> again and again. What a home machine says at rest follows a recording of
/// one; for the A machines it follows the published description.</summary>
internal static class AvalonReport
{
    private const double GigaPerTera = 1000;
    private const double SupplyEfficiency = 0.93;
    private const double BoardVolts = 13.0;

    public static string Full(EmulatedMachine machine, AvalonVariant model, MachineSnapshot look)
    {
        var isResting = look.Phase is MachinePhase.Asleep or MachinePhase.Stopping;
        var text = new StringBuilder(1024);
        Add(text, "Ver", model.Firmware);
        Add(text, "DNA", $"020100{machine.Identity.Number:x10}");
        if (model.IsHome)
        {
            Add(text, "STATE", isResting ? "2" : look.Phase == MachinePhase.Tuning ? "0" : "1");
        }

        Add(text, "MEMFREE", "1201472.0");
        Add(text, "NETFAIL", "0 0 0 0 0 0 0 0");
        Add(text, "SYSTEMSTATU", $"Work: {(isResting ? "In Idle" : look.Phase == MachinePhase.Tuning ? "In Init" : "In Work")}, Hash Board: {look.ChipCelsius.Length} ");
        Add(text, "Elapsed", CgminerReports.Elapsed(look).ToString(CultureInfo.InvariantCulture));
        Add(text, "BOOTBY", "0x01.00000000");
        AddHeat(text, look);
        Add(text, "PS", Supply(look, isResting));
        Add(text, "GHSspd", Number(look.ReportedHashrateThPerS * GigaPerTera));
        Add(text, "DHspd", "0.500%");
        Add(text, "GHSmm", Number(look.IdealHashrateThPerS * GigaPerTera));
        Add(text, "GHSavg", Number(look.MeanHashrateThPerS * GigaPerTera));
        Add(text, "Freq", isResting ? "0.00" : "502.41");
        Add(text, "MTmax", string.Join(' ', look.ChipCelsius.Select(Whole)));
        Add(text, "PING", "17");
        Add(text, "SoftOFF", !isResting ? "0" : model.IsHome ? "4" : "1");
        Add(text, "ECHU", string.Join(' ', look.ChipCelsius.Select(_ => "0")));
        Add(text, "WORKMODE", WorkMode(model, look.Mode));
        Add(text, "MPO", Whole((machine.Build.Find(look.Mode) ?? machine.Build.Modes[0]).Watts));
        var report = text.ToString().TrimEnd();
        return model.IsHome ? $"'STATS':{{{report}}}" : report;
    }

    /// <summary>How a mode is counted: eco, standard, super at home; normal and high elsewhere.</summary>
    public static string WorkMode(AvalonVariant model, MachineMode mode) => (mode, model.IsHome) switch
    {
        (MachineMode.Low, true) => "0",
        (MachineMode.High, true) => "2",
        (_, true) => "1",
        (MachineMode.High, false) => "1",
        _ => "0",
    };

    private static void AddHeat(StringBuilder text, MachineSnapshot look)
    {
        Add(text, "Temp", "30");
        Add(text, "TMax", Whole(look.ChipCelsius.DefaultIfEmpty(0).Max()));
        Add(text, "TAvg", Whole(look.ChipCelsius.DefaultIfEmpty(0).Average()));
        for (var fan = 0; fan < look.FanRpm.Length; fan++)
        {
            Add(text, string.Create(CultureInfo.InvariantCulture, $"Fan{fan + 1}"), look.FanRpm[fan].ToString(CultureInfo.InvariantCulture));
        }

        Add(text, "FanR", "72%");
    }

    // Error bits, controller supply, board volts, amperes and watts out, volts set, watts in. At rest nothing goes out.
    private static string Supply(MachineSnapshot look, bool isResting)
    {
        var watts = look.ReportedWatts;
        var given = isResting ? 0 : watts * SupplyEfficiency;
        return string.Create(CultureInfo.InvariantCulture, $"0 1214 {(isResting ? 4 : BoardVolts * 100):F0} {given / BoardVolts:F0} {given:F0} 1320 {watts:F0}");
    }

    private static void Add(StringBuilder text, string key, string value) => text.Append(key).Append('[').Append(value).Append("] ");

    private static string Number(double value) => value.ToString("F2", CultureInfo.InvariantCulture);

    private static string Whole(double value) => Math.Round(value).ToString(CultureInfo.InvariantCulture);
}
