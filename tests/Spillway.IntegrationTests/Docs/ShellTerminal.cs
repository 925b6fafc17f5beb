using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;

namespace Spillway.IntegrationTests.Docs;

/// <summary>A terminal of a page: one shell, into which commands are typed one after the other.</summary>
internal sealed partial class ShellTerminal : IAsyncDisposable
{
    private const string End = "__the_command_has_ended__";
    private static readonly TimeSpan _look = TimeSpan.FromSeconds(1);

    private readonly Process _shell;
    private readonly StringBuilder _printed = new();
    private readonly SemaphoreSlim _more = new(0);
    private readonly Task _reading;

    public ShellTerminal(OwnNetwork network, string folder, string home)
    {
        // One stream, as on a screen; job control, as in a terminal.
        var (program, arguments) = network.Inside("bash", "--noprofile", "--norc", "-c", "exec 2>&1; set -m; while IFS= read -r line; do eval \"$line\" < /dev/null; echo \"" + End + "$?\"; done; kill -INT $(jobs -p) 2> /dev/null; wait");
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["SPILLWAY_HOME"] = home;
        start.Environment["PATH"] = $"{AppContext.BaseDirectory}:{Environment.GetEnvironmentVariable("PATH")}";
        _shell = Process.Start(start)!;
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>Types a command and gives what it has printed whenever more has come.</summary>
    /// <param name="command">The command.</param>
    /// <param name="runsOn">It is not waited for: it stands beside what is typed next, and ends with the terminal.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async IAsyncEnumerable<(string Printed, bool HasEnded)> TypeAsync(
        string command, bool runsOn, [EnumeratorCancellation] CancellationToken cancellation)
    {
        lock (_printed)
        {
            _printed.Clear();
        }

        await _shell.StandardInput.WriteLineAsync((runsOn ? command + " &" : command).AsMemory(), cancellation);
        await _shell.StandardInput.FlushAsync(cancellation);
        while (true)
        {
            await _more.WaitAsync(_look, cancellation);
            string text;
            lock (_printed)
            {
                text = _printed.ToString();
            }

            var hasEnded = !runsOn && text.Contains(End, StringComparison.Ordinal);
            yield return (NotPrinted().Replace(text, ""), hasEnded);
            if (hasEnded)
            {
                yield break;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        // What still stands in it ends as by Ctrl-C.
        _shell.StandardInput.Close();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            await _shell.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            _shell.Kill(entireProcessTree: true);
            await _shell.WaitForExitAsync();
        }

        await _reading;
        _shell.Dispose();
        _more.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _shell.StandardOutput.ReadLineAsync() is { } line)
        {
            lock (_printed)
            {
                _printed.Append(line).Append('\n');
            }

            _more.Release();
        }
    }

    // What a shell says of its jobs depends on when it looks.
    [GeneratedRegex("^(" + End + @".*|\[\d+\].*|.*line \d+:\s+\d+ (Killed|Terminated|Done).*)\n", RegexOptions.Multiline)]
    private static partial Regex NotPrinted();
}
