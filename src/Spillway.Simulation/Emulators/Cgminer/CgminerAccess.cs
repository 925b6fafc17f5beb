using System.Collections.Frozen;

namespace Spillway.Simulation.Emulators.Cgminer;

/// <summary>Commands that change something: without write access they are denied by name.</summary>
internal static class CgminerAccess
{
    private static readonly FrozenSet<string> _privileged = new[]
    {
        "switchpool", "addpool", "poolpriority", "poolquota", "enablepool", "disablepool", "removepool", "save", "quit", "restart", "privileged",
        "failover-only", "debug", "setconfig", "zero", "hotplug", "ascenable", "ascdisable", "ascset",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static bool IsPrivileged(string command) => _privileged.Contains(command);
}
