using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Spillway.Tests.App.Api;

/// <summary>Sends bytes as no client library would, and reads all that comes until the desk closes the connection.</summary>
internal static class RawHttp
{
    private static readonly TimeSpan _most = TimeSpan.FromSeconds(30);

    public static async Task<(int Status, string Text)> SendAsync(int port, string request, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_most);
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, port, limit.Token);
        var stream = socket.GetStream();
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request), limit.Token);
        }
        catch (IOException)
        {
            // The desk has heard enough; what it said to it can still be read.
        }

        var text = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while (await stream.ReadAsync(buffer, limit.Token) is > 0 and var read)
            {
                text.Append(Encoding.Latin1.GetString(buffer, 0, read));
            }
        }
        catch (IOException)
        {
            // It was cut.
        }

        var answer = text.ToString();
        return (answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? int.Parse(answer.AsSpan(9, 3), CultureInfo.InvariantCulture) : 0, answer);
    }
}
