using System.Diagnostics;
using System.Globalization;

namespace Spillway.IntegrationTests.Journal;

/// <summary>The small program that writes a journal until it is killed, as a child process.</summary>
internal static class JournalWriterProcess
{
    // One for all writers of this run: the sped-up time of the next one goes on after that of the one before.
    private static readonly DateTimeOffset _since = DateTimeOffset.UtcNow;

    private static string Program => Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "journal-writer.exe" : "journal-writer");

    public static Process Start(string folder, int seed, int? keepMonths = null) => Process.Start(Begin(Program, Arguments(folder, seed, keepMonths)))!;

    /// <summary>Starts it where no file may grow beyond some kibibytes: what a full disk does, without a disk.</summary>
    public static Process StartWithFilesUpTo(int kibibytes, string folder, int seed)
    {
        var script = string.Create(CultureInfo.InvariantCulture, $"trap '' XFSZ; ulimit -f {kibibytes}; exec \"$0\" \"$@\"");
        var begin = Begin("/bin/bash", ["-c", script, Program, .. Arguments(folder, seed, null)]);

        // The runtime maps its code from a file of its own, which a limit on the size of files would stop at once.
        begin.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        return Process.Start(begin)!;
    }

    private static string[] Arguments(string folder, int seed, int? keepMonths)
    {
        string[] arguments = [folder, seed.ToString(CultureInfo.InvariantCulture), _since.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)];
        return keepMonths is { } months ? [.. arguments, months.ToString(CultureInfo.InvariantCulture)] : arguments;
    }

    private static ProcessStartInfo Begin(string program, IEnumerable<string> arguments) => new(program, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };
}
