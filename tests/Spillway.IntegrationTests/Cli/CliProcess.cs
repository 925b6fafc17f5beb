using System.Diagnostics;
using System.Globalization;

namespace Spillway.IntegrationTests.Cli;

/// <summary>The built program as a process of its own, in a pipe, with a data folder of its own; everything is gone when
/// the test ends.</summary>
internal sealed class CliProcess : IDisposable
{
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(2);

    public CliProcess()
    {
        Folder = Directory.CreateTempSubdirectory("spillway-cli-").FullName;
        Home = Path.Combine(Folder, "home");
        Results = Directory.CreateDirectory(Path.Combine(Folder, "results")).FullName;
    }

    /// <summary>A folder for the test's input.</summary>
    public string Folder { get; }

    /// <summary>SPILLWAY_HOME.</summary>
    public string Home { get; }

    /// <summary>A folder for what the program writes; empty at first.</summary>
    public string Results { get; }

    /// <summary>How programs are started; by default as they are.</summary>
    public Func<string, string[], (string Program, string[] Arguments)> Inside { get; init; } = (program, arguments) => (program, arguments);

    public static string Root { get; } = FindRoot();

    public static string Program { get; } = Path.Combine(AppContext.BaseDirectory, "spillway");

    public CliResult Run(params string[] arguments) => Wait(Start(Program, arguments), arguments);

    /// <summary>Runs it where no file may grow beyond some kibibytes: what a full disk does, without a disk.</summary>
    public CliResult RunWithFilesUpTo(int kibibytes, params string[] arguments)
    {
        var script = string.Create(CultureInfo.InvariantCulture, $"trap '' XFSZ; ulimit -f {kibibytes}; exec \"$0\" \"$@\"");
        return Wait(Start("/bin/bash", ["-c", script, Program, .. arguments]), arguments);
    }

    /// <summary>Runs it with standard output sent to a file.</summary>
    public CliResult RunInto(string file, params string[] arguments) =>
        Wait(Start("/bin/bash", ["-c", $"exec \"$0\" \"$@\" > '{file}'", Program, .. arguments]), arguments);

    /// <summary>Starts it without waiting; the caller waits by <see cref="Wait"/>.</summary>
    public Process Start(string program, params string[] arguments)
    {
        var (first, words) = Inside(program, arguments);
        var start = new ProcessStartInfo(first, words)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        start.Environment["SPILLWAY_HOME"] = Home;

        // The runtime maps its code from a file of its own, which a limit on the size of files would stop at once.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }

    public static CliResult Wait(Process process, IReadOnlyList<string> arguments)
    {
        using (process)
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            if (!process.WaitForExit(_longest))
            {
                process.Kill(entireProcessTree: true);
                throw new TimeoutException($"'spillway {string.Join(' ', arguments)}' was still running after {_longest}.");
            }

            return new(process.ExitCode, output.GetAwaiter().GetResult(), errors.GetAwaiter().GetResult());
        }
    }

    public static void Interrupt(Process process)
    {
        using var kill = Process.Start("/bin/kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>The sample site with three groups.</summary>
    public string Site() => Write("site.yaml", File.ReadAllText(Path.Combine(Root, "samples", "dadu-1", "site.yaml")));

    /// <summary>Made-up prices of LZ_WEST from the start of 2021: a daily wave with spikes, the same on every run.</summary>
    public string Prices(int days)
    {
        const int intervalsADay = 96;
        var text = new System.Text.StringBuilder("interval_start_utc,LZ_WEST\n");
        var start = new DateTimeOffset(2021, 1, 1, 0, 0, 0, TimeSpan.Zero);
        for (var index = 0; index < days * intervalsADay; index++)
        {
            var mixed = unchecked((uint)index * 2654435761u) >> 16;
            var spike = mixed % 97 == 0 ? 900 : 0;
            var price = 20 + (index % intervalsADay) + (mixed % 50) + spike;
            text.Append(CultureInfo.InvariantCulture, $"{start.AddMinutes(15 * index):yyyy-MM-ddTHH:mm:ssZ},{price}\n");
        }

        return Write("prices.csv", text.ToString());
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Spillway.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("No folder above the tests holds Spillway.slnx.");
    }
}
