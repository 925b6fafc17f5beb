using System.Globalization;
using System.Text;

namespace Spillway.Tests.Devices.Http;

/// <summary>The server's side of HTTP/1.1, as small as a test needs it.</summary>
internal static class HttpExchange
{
    public sealed record Request(string Method, string Path, IReadOnlyDictionary<string, string> Headers, string Body);

    /// <summary>A device that answers each request with a whole HTTP message until the client leaves.</summary>
    public static LoopbackServer Answering(Func<Request, string> answer) => new(async (stream, cancellation) =>
    {
        while (await ReadAsync(stream, cancellation) is { } request)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(answer(request)), cancellation);
        }
    });

    public static string Page(int status, string body, params string[] headers) =>
        $"HTTP/1.1 {status} X\r\n{string.Concat(headers.Select(line => line + "\r\n"))}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    public static async Task<Request?> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        var head = new StringBuilder();
        var one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(one, cancellation) == 0)
            {
                return null;
            }

            head.Append((char)one[0]);
        }

        var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var first = lines[0].Split(' ');
        var headers = lines[1..].Select(line => line.Split(':', 2)).ToDictionary(pair => pair[0], pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var body = new byte[headers.TryGetValue("Content-Length", out var length) ? int.Parse(length, CultureInfo.InvariantCulture) : 0];
        await stream.ReadExactlyAsync(body, cancellation);
        return new(first[0], first[1], headers, Encoding.UTF8.GetString(body));
    }
}
