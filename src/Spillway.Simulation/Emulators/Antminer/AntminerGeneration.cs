using System.Text.RegularExpressions;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.Antminer;

/// <summary>Which generation of the maker's firmware a machine has, told by its name.</summary>
/// <param name="IsNew">Whether it is of 2020 or later.</param>
internal sealed partial record AntminerGeneration(bool IsNew)
{
    public string CompileTime => IsNew ? "Tue Dec  6 16:12:30 CST 2022" : "Fri Nov 17 17:37:49 CST 2017";

    public string Miner => IsNew ? "49.0.1.3" : "16.8.1.3";

    public string Program => IsNew ? "1.0.0" : "2.0.0";

    public static AntminerGeneration Of(MachineBuild build) => new(!OldName().IsMatch(build.Model));

    [GeneratedRegex(@"\b[ST](7|9|11|15|17)", RegexOptions.IgnoreCase)]
    private static partial Regex OldName();
}
