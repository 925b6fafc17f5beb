using Spillway.Devices.Wire.Modbus;

namespace Spillway.Tests.Devices.Compliance;

/// <summary>Ways in which a Modbus server can be wrong, each served after the request has been read.</summary>
internal static class ModbusHostility
{
    /// <summary>More than all buffers between the two sides hold, so that it is never written to its end.</summary>
    private const int BytesEndless = 64 * 1024 * 1024;

    public static readonly Dictionary<string, Func<byte[], LoopbackServer.Connection, Task>> Manners = new()
    {
        ["wrong id"] = (asked, to) => SendAsync(to, Changed(asked, 1, 0x55)),
        ["wrong protocol"] = (asked, to) => SendAsync(to, Changed(asked, 3, 0x01)),
        ["wrong unit"] = (asked, to) => SendAsync(to, Changed(asked, 6, 0x33)),
        ["wrong function"] = (asked, to) => SendAsync(to, Changed(asked, 7, 0x40)),
        ["length too long"] = (asked, to) => SendAsync(to, Changed(asked, 4, 0x7F)),
        ["length zero"] = (asked, to) => SendAsync(to, [asked[0], asked[1], 0, 0, 0, 0, asked[6], asked[7]]),
        ["body too short"] = (asked, to) => SendAsync(to, [asked[0], asked[1], 0, 0, 0, 3, asked[6], asked[7], 0x7D]),
        ["body too long"] = (asked, to) => SendAsync(to, [asked[0], asked[1], 0, 0, 0, 12, asked[6], asked[7], 9, 1, 2, 3, 4, 5, 6, 7, 8, 9]),
        ["exception without a reason"] = (asked, to) => SendAsync(to, [asked[0], asked[1], 0, 0, 0, 3, asked[6], (byte)(asked[7] | 0x80), 0]),
        ["text"] = (_, to) => SendAsync(to, "HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray()),
        ["endless bytes"] = (_, to) => EndlessAsync(to, [0xFF]),
        ["endless frames"] = (asked, to) => EndlessAsync(to, [0x77, 0x77, 0, 0, 0, 3, asked[6], 0x83, 0x02]),
        ["half an answer and silence"] = async (asked, to) =>
        {
            await to.Stream.WriteAsync(asked.AsMemory(0, 5), to.Cancellation);
            await Task.Delay(Timeout.Infinite, to.Cancellation);
        },
        ["half an answer and goodbye"] = (asked, to) => SendAsync(to, asked[..5]),
        ["silence"] = (_, to) => Task.Delay(Timeout.Infinite, to.Cancellation),
        ["goodbye"] = (_, _) => Task.CompletedTask,
    };

    /// <summary>Reads requests and answers each in its own way.</summary>
    public static async Task ServeAsync(LoopbackServer.Connection connection, Func<byte[], LoopbackServer.Connection, Task> manner)
    {
        var header = new byte[ModbusHeader.Bytes];
        await connection.Stream.ReadExactlyAsync(header, connection.Cancellation);
        ModbusHeader.TryRead(header, out var read);
        var body = new byte[read.BodyBytes];
        await connection.Stream.ReadExactlyAsync(body, connection.Cancellation);
        await manner([.. header, .. body], connection);
    }

    // A request sent back with one byte changed: for writes all but that byte would be a proper answer.
    private static byte[] Changed(byte[] asked, int index, byte by)
    {
        byte[] answer = [.. asked];
        answer[index] ^= by;
        return answer;
    }

    private static async Task SendAsync(LoopbackServer.Connection to, byte[] bytes) => await to.Stream.WriteAsync(bytes, to.Cancellation);

    private static async Task EndlessAsync(LoopbackServer.Connection to, byte[] pattern)
    {
        var chunk = Enumerable.Repeat(pattern, 4096).SelectMany(bytes => bytes).ToArray();
        for (var sent = 0; sent < BytesEndless; sent += chunk.Length)
        {
            await to.Stream.WriteAsync(chunk, to.Cancellation);
        }
    }
}
