using System.Diagnostics;

namespace Spillway.IntegrationTests;

/// <summary>The program itself as a child process, with a data folder of its own.</summary>
internal static class SpillwayProcess
{
    private const int MostMilliseconds = 120_000;

    private static string Program => Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "spillway.exe" : "spillway");

    /// <summary>Runs it to its end.</summary>
    public static (int Code, string Output, string Errors) Run(string home, params string[] arguments)
    {
        using var process = Start(home, arguments);
        return End(process);
    }

    /// <summary>Runs it through a shell that limits how long a file may become, in blocks of 512 bytes; writing beyond it
    /// fails as on a full disk.</summary>
    public static (int Code, string Output, string Errors) RunLimited(string home, int blocks, params string[] arguments)
    {
        var begin = Begin(home, "/bin/sh", ["-c", $"trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"", Program, .. arguments]);

        // The runtime's own double mapping of code needs a file of gigabytes, which the limit would forbid too.
        begin.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        using var process = Process.Start(begin)!;
        return End(process);
    }

    public static Process Start(string home, params string[] arguments) => Process.Start(Begin(home, Program, arguments))!;

    public static (int Code, string Output, string Errors) End(Process process)
    {
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        if (!process.WaitForExit(MostMilliseconds))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"spillway has not ended after {MostMilliseconds} ms.");
        }

        return (process.ExitCode, output, errors.GetAwaiter().GetResult());
    }

    private static ProcessStartInfo Begin(string home, string program, IEnumerable<string> arguments) => new(program, arguments)
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { ["SPILLWAY_HOME"] = home },
    };
}
