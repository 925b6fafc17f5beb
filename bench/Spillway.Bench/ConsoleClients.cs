using System.Diagnostics;
using System.Globalization;

namespace Spillway.Bench;

/// <summary>Open consoles in a process of their own, as browsers are: their work and their garbage are not the desk's.</summary>
internal sealed class ConsoleClients : IAsyncDisposable
{
    /// <summary>The argument that makes this program such a process.</summary>
    public const string Argument = "--clients";

    private const string Ready = "ready";
    private const string Forget = "forget";
    private const string Take = "take";
    private const string Stop = "stop";

    private readonly Process _process;

    private ConsoleClients(Process process) => _process = process;

    /// <summary>Opens consoles on the page Now.</summary>
    public static async Task<ConsoleClients> OpenAsync(Uri desk, int consoles, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, ["console", Argument, desk.ToString(), consoles.ToString(CultureInfo.InvariantCulture)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var clients = new ConsoleClients(Process.Start(start)!);
        await clients.HearAsync(Ready, cancellation);
        return clients;
    }

    /// <summary>Forgets the frames so far.</summary>
    public Task ForgetAsync(CancellationToken cancellation) => TellAsync(Forget, cancellation);

    /// <summary>Has all of them read nothing more, with their lines open.</summary>
    public Task StopReadingAsync(CancellationToken cancellation) => TellAsync(Stop, cancellation);

    /// <summary>When frames came to each console, by <see cref="Stopwatch"/>'s counter, and how many bytes in all of its life.</summary>
    public async Task<IReadOnlyList<(long Bytes, IReadOnlyList<long> Frames)>> TakeAsync(CancellationToken cancellation)
    {
        await _process.StandardInput.WriteLineAsync(Take.AsMemory(), cancellation);
        var taken = new List<(long, IReadOnlyList<long>)>();
        while (await _process.StandardOutput.ReadLineAsync(cancellation) is { } line && line != Ready)
        {
            var figures = line.Split(' ').Select(static text => long.Parse(text, CultureInfo.InvariantCulture)).ToList();
            taken.Add((figures[0], figures[1..]));
        }

        return taken;
    }

    /// <summary>What the process of clients does: opens them, and answers until its input ends.</summary>
    public static async Task<int> ServeAsync(Uri desk, int consoles, CancellationToken cancellation)
    {
        var clients = new List<BlazorClient>();
        for (var number = 0; number < consoles; number++)
        {
            clients.Add(await BlazorClient.OpenAsync(desk, cancellation));
        }

        await Console.Out.WriteLineAsync(Ready.AsMemory(), cancellation);
        while (await Console.In.ReadLineAsync(cancellation) is { } asked)
        {
            foreach (var client in clients)
            {
                switch (asked)
                {
                    case Take:
                        await Console.Out.WriteLineAsync(string.Join(' ', client.TakeFrames().Prepend(client.Bytes)).AsMemory(), cancellation);
                        break;
                    case Stop:
                        client.StopReading();
                        break;
                    default:
                        client.Forget();
                        break;
                }
            }

            await Console.Out.WriteLineAsync(Ready.AsMemory(), cancellation);
        }

        foreach (var client in clients)
        {
            await client.DisposeAsync();
        }

        return 0;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task TellAsync(string word, CancellationToken cancellation)
    {
        await _process.StandardInput.WriteLineAsync(word.AsMemory(), cancellation);
        await HearAsync(Ready, cancellation);
    }

    private async Task HearAsync(string word, CancellationToken cancellation)
    {
        if (await _process.StandardOutput.ReadLineAsync(cancellation) is var line && line != word)
        {
            throw new InvalidOperationException($"The clients said '{line}' and not '{word}'.");
        }
    }
}
