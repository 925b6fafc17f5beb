using System.Globalization;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.WhatsMiner;

/// <summary>Which firmware a machine has, and so which of the two APIs takes its orders.</summary>
/// <param name="Version">As it prints it: a date, a number, a word.</param>
/// <param name="IsNewer">Whether it is of November 2024 or later: orders are taken on the newer port only.</param>
internal sealed record WhatsMinerFirmware(string Version, bool IsNewer)
{
    private const string OlderVersion = "20230803.11.REL";
    private const string NewerVersion = "20251209.16.Rel2";
    private const int NewerSince = 20241101;
    private const int DateDigits = 8;

    public string OlderApi => IsNewer ? "2.2.0" : "2.0.5";

    public string Description => IsNewer ? "btminer" : "cgminer 4.9.2";

    // Models from the sixties on left the factory with the newer one.
    public static WhatsMinerFirmware Of(MachineBuild build)
    {
        var version = build.Firmware.Length > 0 ? build.Firmware
            : build.Model.Contains("M6", StringComparison.OrdinalIgnoreCase) || build.Model.Contains("M7", StringComparison.OrdinalIgnoreCase) ? NewerVersion : OlderVersion;
        var isDated = version.Length >= DateDigits && int.TryParse(version.AsSpan(0, DateDigits), NumberStyles.None, CultureInfo.InvariantCulture, out var date) && date >= NewerSince;
        return new(version, isDated);
    }
}
