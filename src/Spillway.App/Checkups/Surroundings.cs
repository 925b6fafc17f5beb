using System.Runtime.InteropServices;
using NodaTime.TimeZones;

namespace Spillway.App.Checkups;

/// <summary>What lies outside the program and is looked at, not changed; nothing outside the machine is contacted.</summary>
/// <param name="Program">The program's version.</param>
/// <param name="Runtime">The .NET runtime it runs on.</param>
/// <param name="System">The operating system and its processors.</param>
/// <param name="TimeZones">The version of the time zone database.</param>
/// <param name="FreeBytes">Free bytes of the disk that a folder lies on; null where they cannot be told.</param>
/// <param name="ProgramOnPath">Finds a program by its name; null where it is not there.</param>
public sealed record Surroundings(
    string Program,
    string Runtime,
    string System,
    string TimeZones,
    Func<string, long?> FreeBytes,
    Func<string, string?> ProgramOnPath)
{
    /// <summary>The clock that dates are held against.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The surroundings of this process.</summary>
    /// <returns>What is there now.</returns>
    public static Surroundings OfProcess() => new(
        typeof(Surroundings).Assembly.GetName().Version?.ToString(3) ?? "unknown",
        RuntimeInformation.FrameworkDescription,
        $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} processors",
        TzdbDateTimeZoneSource.Default.TzdbVersion,
        Free,
        Find);

    private static long? Free(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(File.Exists);
}
