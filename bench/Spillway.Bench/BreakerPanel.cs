using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Spillway.Devices.Wire.Breakers;
using Spillway.Simulation.Emulators;
using Spillway.Simulation.Emulators.Modbus;
using Spillway.Simulation.World;

namespace Spillway.Bench;

/// <summary>Emulated breakers on loopback: every connection finds a breaker of its own.</summary>
internal sealed class BreakerPanel : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _served = [];
    private readonly Task _accepting;
    private readonly BreakerBuild _build;
    private readonly WorldClock _clock = new(TimeProvider.System, NodaTime.Instant.FromUtc(2026, 7, 1, 12, 0), 1);

    public BreakerPanel(BreakerBuild build)
    {
        _build = build;
        _listener.Start(backlog: 4096);
        _accepting = AcceptAsync();
    }

    public static BreakerWiring Wiring { get; } = BreakerWirings.BuiltIn.Find("latched-contactor");

    public IPEndPoint Endpoint => (IPEndPoint)_listener.LocalEndpoint;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_served);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _served.Add(ServeAsync(await _listener.AcceptSocketAsync(_stop.Token)));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException)
        {
            // The end of the benchmark.
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        socket.NoDelay = true;
        await using var stream = new NetworkStream(socket, ownsSocket: true);
        var bank = new BreakerBank(Wiring, new LoneBreaker(new(_build), _clock));
        try
        {
            await ModbusServing.ServeAsync(new Pipes(PipeReader.Create(stream), PipeWriter.Create(stream)), bank, () => true, _stop.Token);
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException)
        {
            // The client is gone.
        }
    }

    private sealed record Pipes(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
