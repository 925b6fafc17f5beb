using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Spillway.Devices;
using Spillway.Devices.Tcp;
using Xunit;

namespace Spillway.Tests.Devices.Tcp;

public sealed class TcpExchangerTests
{
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(20);
    private static readonly byte[] _request = "summary"u8.ToArray();

    [Fact]
    public async Task An_answer_ends_with_its_NUL_though_the_device_stays_connected()
    {
        using var device = new Device(async socket =>
        {
            await socket.SendAsync("first "u8.ToArray());
            await socket.SendAsync("second\0"u8.ToArray());
            await Device.UntilClosedAsync(socket);
        });

        (await device.AskAsync(new TcpExchanger(TcpLimits.Default, TimeProvider.System))).ShouldBe("first second\0");
    }

    [Fact]
    public async Task An_answer_without_a_NUL_ends_with_the_connection()
    {
        using var device = new Device(async socket => await socket.SendAsync("all of it"u8.ToArray()));

        (await device.AskAsync(new TcpExchanger(TcpLimits.Default, TimeProvider.System))).ShouldBe("all of it");
    }

    [Fact]
    public async Task What_was_borrowed_for_one_exchange_does_not_show_in_the_next()
    {
        using var exchanger = new TcpExchanger(TcpLimits.Default, TimeProvider.System);
        using var talkative = new Device(async socket => await socket.SendAsync(Enumerable.Repeat((byte)'x', 300_000).ToArray()));
        using var terse = new Device(async socket => await socket.SendAsync("y\0"u8.ToArray()));

        for (var round = 0; round < 3; round++)
        {
            (await talkative.AskAsync(exchanger)).Length.ShouldBe(300_000);
            (await terse.AskAsync(exchanger)).ShouldBe("y\0");
        }
    }

    [Fact]
    public async Task A_deadline_of_an_exchange_that_ended_does_not_end_the_next_one()
    {
        var clock = new FakeTimeProvider();
        using var exchanger = new TcpExchanger(TcpLimits.Default, clock);
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var quick = new Device(async socket => await socket.SendAsync("y\0"u8.ToArray()));
        using var slow = new Device(async socket =>
        {
            await goOn.Task;
            await socket.SendAsync("z\0"u8.ToArray());
        });
        (await quick.AskAsync(exchanger)).ShouldBe("y\0");
        clock.Advance(TimeSpan.FromSeconds(2));

        var asked = slow.AskAsync(exchanger);
        await slow.Reached.WaitAsync(_patience, TestContext.Current.CancellationToken);
        clock.Advance(TimeSpan.FromSeconds(2));
        goOn.SetResult();

        (await asked).ShouldBe("z\0");
    }

    [Fact]
    public async Task Nobody_listening_is_unreachable()
    {
        using var exchanger = new TcpExchanger(TcpLimits.Default, TimeProvider.System);
        IPEndPoint closed;
        using (var device = new Device(_ => Task.CompletedTask))
        {
            closed = device.At;
        }

        using var answer = await exchanger.AskAsync(closed, _request, TestContext.Current.CancellationToken).AsTask().WaitAsync(_patience, TestContext.Current.CancellationToken);

        answer.Fault!.Kind.ShouldBe(DeviceFaultKind.Unreachable);
    }

    [Fact]
    public async Task A_token_that_is_cancelled_already_sends_nothing()
    {
        using var device = new Device(_ => Task.CompletedTask);
        using var exchanger = new TcpExchanger(TcpLimits.Default, TimeProvider.System);

        await Should.ThrowAsync<OperationCanceledException>(() => exchanger.AskAsync(device.At, _request, new CancellationToken(canceled: true)).AsTask());

        device.Reached.IsCompleted.ShouldBeFalse();
    }

    private sealed class Device : IDisposable
    {
        private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Device(Func<Socket, Task> answer)
        {
            _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            _listener.Listen();
            At = (IPEndPoint)_listener.LocalEndPoint!;
            _ = ServeAsync(answer);
        }

        public IPEndPoint At { get; }

        /// <summary>Ends when the first request has come.</summary>
        public Task Reached => _reached.Task;

        public static async Task UntilClosedAsync(Socket socket)
        {
            try
            {
                await socket.ReceiveAsync(new byte[1]);
            }
            catch (SocketException)
            {
                // Closed with a reset is closed too.
            }
        }

        public async Task<string> AskAsync(TcpExchanger exchanger)
        {
            using var answer = await exchanger.AskAsync(At, _request, TestContext.Current.CancellationToken).AsTask().WaitAsync(_patience, TestContext.Current.CancellationToken);
            answer.Fault.ShouldBeNull(answer.Fault?.ToString());
            return System.Text.Encoding.ASCII.GetString(answer.Bytes.Span);
        }

        public void Dispose() => _listener.Dispose();

        private async Task ServeAsync(Func<Socket, Task> answer)
        {
            try
            {
                while (true)
                {
                    using var socket = await _listener.AcceptAsync();
                    await socket.ReceiveAsync(new byte[4096]);
                    _reached.TrySetResult();
                    await answer(socket);
                }
            }
            catch (Exception end) when (end is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
