using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Spillway.Tests.Devices.Discovery;

/// <summary>A device at a loopback address of its own that serves one connection at a time, as the cheapest do, and notes
/// everything that is said to it.</summary>
internal sealed class ListeningDevice : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _end = new();
    private readonly Func<string, NetworkStream, CancellationToken, Task> _answer;
    private readonly Task _serving;

    public ListeningDevice(IPAddress address, int port, Func<string, NetworkStream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener = new(address, port);
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    /// <summary>What was asked, in order; a connection that asked nothing is an empty text.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Whether anybody knocked while another was still waiting for an answer.</summary>
    public bool WasCrowded { get; private set; }

    /// <summary>One that answers each command of cgminer's language from a table, and nothing else.</summary>
    public static ListeningDevice Cgminer(IPAddress address, params (string Command, string Answer)[] answers) => new(address, 4028, (request, stream, cancellation) =>
        stream.WriteAsync(Encoding.UTF8.GetBytes(answers.FirstOrDefault(one => request.Contains($"\"{one.Command}\"", StringComparison.Ordinal)).Answer ?? Unknown), cancellation).AsTask());

    /// <summary>One that answers pages from a table, and 404 else.</summary>
    public static ListeningDevice Web(IPAddress address, int port, params (string Path, string Head, string Body)[] pages) => new(address, port, (request, stream, cancellation) =>
    {
        var path = request.Split(' ').ElementAtOrDefault(1);
        var (_, head, body) = pages.FirstOrDefault(page => page.Path == path);
        return stream.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 {head ?? "404 Not Found"}\r\nContent-Length: {Encoding.UTF8.GetByteCount(body ?? "")}\r\nConnection: close\r\n\r\n{body}"), cancellation).AsTask();
    });

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        _listener.Dispose();
        _end.Dispose();
    }

    private const string Unknown = """{"STATUS":[{"STATUS":"E","When":1,"Code":14,"Msg":"Invalid command","Description":""}],"id":1}""";

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var socket = await _listener.AcceptSocketAsync(_end.Token);
                await ConverseAsync(socket);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over: a stopped listener says so in each of these ways, by where the stop met it.
        }
    }

    private async Task ConverseAsync(Socket socket)
    {
        try
        {
            await using var stream = new NetworkStream(socket);
            var buffer = new byte[8192];
            var count = await stream.ReadAsync(buffer, _end.Token);
            var request = Encoding.UTF8.GetString(buffer, 0, count);
            Requests.Enqueue(request);
            if (count == 0)
            {
                return;
            }

            // The caller still waits: whoever knocks now comes too early.
            WasCrowded |= _listener.Pending();
            await _answer(request, stream, _end.Token);
        }
        catch (IOException)
        {
            // The caller had enough.
        }
    }
}
