using System.Globalization;
using Spillway.Simulation.Emulators.Cgminer;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.Avalon;

/// <summary>What the machine's name tells of its firmware.</summary>
/// <param name="Name">The maker's name of it.</param>
/// <param name="Short">The name in version texts: <c>1246-90</c>, <c>Q</c>.</param>
/// <param name="IsHome">Whether it is one for the home.</param>
internal sealed record AvalonVariant(string Name, string Short, bool IsHome)
{
    private const int FirstWithSoftSwitch = 1200;

    /// <summary>The name of the report: the home machines wrap it.</summary>
    public string Key => IsHome ? "MM ID0:Summary" : "MM ID0";

    /// <summary>Whether it knows a soft switch; the A10 and A11 know only the power of their boards.</summary>
    public bool HasSoftSwitch => IsHome || !(int.TryParse(Short.Split('-')[0], CultureInfo.InvariantCulture, out var series) && series < FirstWithSoftSwitch);

    public string Firmware => IsHome ? $"{Short}-25052801_14a19a2" : $"{Short}-21072802_4ec6bb0_211fc46";

    public static AvalonVariant Of(MachineBuild build)
    {
        var last = build.Model.Split(' ')[^1];
        return char.IsAsciiDigit(last[0])
            ? new(build.Model, last.Contains('-', StringComparison.Ordinal) ? last : string.Create(CultureInfo.InvariantCulture, $"{last}-{build.Modes[0].HashrateThPerS:F0}"), IsHome: false)
            : new(build.Model, last, IsHome: true);
    }

    public CgminerRecord Version(MachineIdentity identity)
    {
        var record = new CgminerRecord().Text("CGMiner", "4.11.1").Text("API", "3.7").Text("PROD", Name).Text("MODEL", Short)
            .Text("HWTYPE", IsHome ? "Q_MM1v1_X1" : "MM3v2_X3").Text("SWTYPE", IsHome ? "MM319" : "MM317");
        record = IsHome ? record.Text("LVERSION", "25052801_14a19a2").Text("CGVERSION", "25052801_14a19a2") : record.Text("VERSION", "21072802_4ec6bb0_211fc46");
        return record.Text("DNA", $"020100{identity.Number:x10}").Text("MAC", identity.Mac.Replace(":", "", StringComparison.Ordinal).ToLowerInvariant()).Text("UPAPI", "2");
    }
}
