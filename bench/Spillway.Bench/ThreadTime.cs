using System.Globalization;

namespace Spillway.Bench;

/// <summary>How long the calling thread has been on a core, by the system's own count.</summary>
internal static class ThreadTime
{
    private const string File = "/proc/thread-self/schedstat";

    /// <summary>The time so far; null where the system does not say.</summary>
    public static TimeSpan? Running() => System.IO.File.Exists(File)
        ? TimeSpan.FromMicroseconds(long.Parse(System.IO.File.ReadAllText(File).Split(' ')[0], CultureInfo.InvariantCulture) / 1_000.0)
        : null;
}
