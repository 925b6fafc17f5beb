using System.Net;
using System.Net.Sockets;

namespace Spillway.Bench;

/// <summary>The frames that open and close one breaker, ready-made, over a bare socket.</summary>
internal sealed class BareBreaker : IDisposable
{
    private const int InputsAt = 9;

    private static readonly byte[] _open = [0, 1, 0, 0, 0, 6, 1, 5, 0, 0, 0x00, 0];
    private static readonly byte[] _close = [0, 1, 0, 0, 0, 6, 1, 5, 0, 0, 0xFF, 0];
    private static readonly byte[] _look = [0, 2, 0, 0, 0, 6, 1, 2, 0, 0, 0, 5];

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _answer = new byte[64];

    public BareBreaker(IPEndPoint panel) => _socket.Connect(panel);

    /// <summary>What the driver does on a good day: a close looks first, both look after the write until the contacts have moved.</summary>
    public async Task TellAsync(bool isOpen)
    {
        if (!isOpen)
        {
            await ExchangeAsync(_look, 10);
        }

        await ExchangeAsync(isOpen ? _open : _close, 12);
        var pause = 20;
        while (((await ExchangeAsync(_look, 10))[InputsAt] & 3) != (isOpen ? 2 : 1))
        {
            await Task.Delay(pause);
            pause = Math.Min(pause * 2, 160);
        }
    }

    public void Dispose() => _socket.Dispose();

    private async Task<byte[]> ExchangeAsync(byte[] request, int answerBytes)
    {
        await _socket.SendAsync(request);
        for (var received = 0; received < answerBytes;)
        {
            received += await _socket.ReceiveAsync(_answer.AsMemory(received, answerBytes - received)) is var count and > 0
                ? count
                : throw new InvalidOperationException("A breaker closed its connection.");
        }

        return _answer;
    }
}
