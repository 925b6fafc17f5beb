using System.Globalization;

namespace Spillway.App.Emulation;

/// <summary>How many files and connections this process may have open.</summary>
public static class DescriptorLimit
{
    // The runtime's own files, the listeners and what a second connection to a few devices takes.
    private const int Reserve = 256;
    private const string Limits = "/proc/self/limits";
    private const string Row = "Max open files";

    /// <summary>What a site with so many devices needs: one kept connection a device.</summary>
    /// <param name="devices">How many devices.</param>
    /// <returns>Unit: descriptors.</returns>
    public static long Needed(int devices) => (long)devices + Reserve;

    /// <summary>What this process has.</summary>
    /// <returns>Unit: descriptors; null where the system does not say or sets no limit.</returns>
    public static long? OfProcess() => File.Exists(Limits) ? Parse(File.ReadAllText(Limits)) : null;

    /// <summary>Reads the system's table of limits.</summary>
    /// <param name="limits">Its text: a row a limit, the soft one first.</param>
    /// <returns>The soft limit of open files; null where it is unlimited or not there.</returns>
    public static long? Parse(string limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var row = limits.Split('\n').FirstOrDefault(line => line.StartsWith(Row, StringComparison.Ordinal));
        var cells = row?[Row.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        return cells.Length > 0 && long.TryParse(cells[0], NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : null;
    }
}
