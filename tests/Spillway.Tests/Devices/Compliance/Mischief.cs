using System.IO.Pipelines;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;
using Spillway.Simulation.Emulators;

namespace Spillway.Tests.Devices.Compliance;

/// <summary>One way in which a device or the line to it misbehaves.</summary>
internal sealed partial class Mischief
{
    private const int Block = 64 * 1024;
    private const long HundredMegabytes = 100L * 1024 * 1024;

    private readonly Func<ConnectionContext, EmulatedPort, CancellationToken, Task>? _play;
    private long _sent;

    private Mischief(string name, Func<ConnectionContext, EmulatedPort, CancellationToken, Task> play)
    {
        Name = name;
        _play = play;
    }

    private Mischief(string name, Func<byte[], byte[]> rewrite)
    {
        Name = name;
        Rewrite = rewrite;
    }

    public string Name { get; }

    /// <summary>What becomes of each answer; null where the machine is not asked at all.</summary>
    public Func<byte[], byte[]>? Rewrite { get; }

    /// <summary>How much a caller took in before it closed. Unit: bytes.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>After each of these a read has no usable answer.</summary>
    public static Mischief[] Ruinous() =>
    [
        new("drops the connection", (connection, _, _) => { connection.Abort(); return Task.CompletedTask; }),
        new("closes without a word", (_, _, _) => Task.CompletedTask),
        new("says nothing", (_, _, cancellation) => Task.Delay(Timeout.Infinite, cancellation)),
        Of("begins and never ends", "{\"STATUS\":[{\"STATUS\":\"S\"", staysOpen: true),
        Of("sends a page", "<html><body>It works!</body></html>"),
        Of("sends bytes that are no text", [.. Enumerable.Range(0, 4096).Select(index => (byte)(((index * 7919) ^ (index >> 3)) & 0xFF))]),
        Of("nests deeply", string.Concat(Enumerable.Repeat("{\"a\":[", 20_000))),
        Of("speaks UTF-16", Encoding.Unicode.GetBytes("{\"STATUS\":[{\"STATUS\":\"S\",\"Description\":\"x\"}],\"SUMMARY\":[{\"Elapsed\":5,\"GHS 5s\":100}]}")),
        Of("sends an empty object", "{}"),
        Of("sends half a word", "{\"STA"),
        Flood("never stops", long.MaxValue),
        Flood("sends 100 MB", HundredMegabytes),
    ];

    /// <summary>After each of these a read has an answer without the numbers that cannot be, or a fault.</summary>
    public static Mischief[] Odd() =>
    [
        new("says nan for every number", answer => Edited(answer, text => NumberText().Replace(text, "$1nan"))),
        new("says a negative number for every number", answer => Edited(answer, text => NumberText().Replace(text, "$1-$2"))),
        new("says nothing for every number", answer => Edited(answer, text => NumberText().Replace(text, "$1"))),
        new("ends in the middle", answer => answer[..(answer.Length / 2)]),
        new("sends text that is no UTF-8", answer => Edited(answer, text => text.Replace("\"Description\":\"", "\"Description\":\"\u00FF\u00FE", StringComparison.Ordinal))),
    ];

    public async Task PlayAsync(ConnectionContext connection, EmulatedPort port, Func<ConnectionContext, Task> passOn, CancellationToken cancellation)
    {
        if (_play is not null)
        {
            await ReadSomeAsync(connection, cancellation);
            await _play(connection, port, cancellation);
        }
        else if (port.Wire != EmulatedWire.Raw)
        {
            // Rewritten where the answer is made.
            await passOn(connection);
        }
        else
        {
            await RewrittenAsync(connection, passOn, cancellation);
        }
    }

    public override string ToString() => Name;

    private static Mischief Of(string name, string text, bool staysOpen = false) => Of(name, Encoding.UTF8.GetBytes(text), staysOpen);

    private static Mischief Of(string name, byte[] bytes, bool staysOpen = false) => new(name, async (connection, port, cancellation) =>
    {
        await HeadAsync(connection, port, cancellation);
        await connection.Transport.Output.WriteAsync(bytes, cancellation);
        if (staysOpen)
        {
            await Task.Delay(Timeout.Infinite, cancellation);
        }
    });

    private static Mischief Flood(string name, long bytes)
    {
        Mischief? self = null;
        return self = new(name, async (connection, port, cancellation) =>
        {
            await HeadAsync(connection, port, cancellation);
            var block = new byte[Block];
            block.AsSpan().Fill((byte)'7');
            "{\"STATUS\":["u8.CopyTo(block);
            for (var left = bytes; left > 0; left -= Block)
            {
                var flushed = await connection.Transport.Output.WriteAsync(block, cancellation);
                Interlocked.Add(ref self!._sent, Block);
                if (flushed.IsCompleted || flushed.IsCanceled)
                {
                    return;
                }
            }
        });
    }

    private static async Task ReadSomeAsync(ConnectionContext connection, CancellationToken cancellation)
    {
        var read = await connection.Transport.Input.ReadAsync(cancellation);
        connection.Transport.Input.AdvanceTo(read.Buffer.End);
    }

    private static async Task HeadAsync(ConnectionContext connection, EmulatedPort port, CancellationToken cancellation)
    {
        if (port.Wire == EmulatedWire.Http)
        {
            await connection.Transport.Output.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n"u8.ToArray(), cancellation);
        }
    }

    private async Task RewrittenAsync(ConnectionContext connection, Func<ConnectionContext, Task> passOn, CancellationToken cancellation)
    {
        var sound = connection.Transport;
        using var held = new MemoryStream();
        connection.Transport = new Duplex(sound.Input, PipeWriter.Create(held, new StreamPipeWriterOptions(leaveOpen: true)));
        await passOn(connection);
        await connection.Transport.Output.CompleteAsync();
        connection.Transport = sound;
        await sound.Output.WriteAsync(Rewrite!(held.ToArray()), cancellation);
    }

    private static byte[] Edited(byte[] answer, Func<string, string> edit) => Encoding.Latin1.GetBytes(edit(Encoding.Latin1.GetString(answer)));

    [GeneratedRegex(@"([:=\[ ]""?)(\d+(?:\.\d+)?)(?=""?[\],} |])")]
    private static partial Regex NumberText();

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
