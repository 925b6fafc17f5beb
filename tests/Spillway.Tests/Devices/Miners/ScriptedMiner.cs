using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using Spillway.Devices;
using Spillway.Devices.Miners;
using Spillway.Devices.Tcp;
using Xunit;

namespace Spillway.Tests.Devices.Miners;

/// <summary>A driver's hand on a web port that answers what a test says.</summary>
internal sealed class ScriptedMiner : IAsyncDisposable
{
    private readonly LoopbackServer _server;
    private readonly MinerDrivers _drivers;

    public ScriptedMiner(string family, int standardPort, LoopbackServer server)
    {
        _server = server;
        _drivers = new(Time, TcpLimits.Default);
        var endpoint = new DeviceEndpoint(server.Endpoint.Address) { Forwarded = ImmutableDictionary<int, int>.Empty.Add(standardPort, server.Port) };
        Miner = _drivers.Of(family).Open(endpoint, null);
    }

    public FakeTimeProvider Time { get; } = new();

    public IMiner Miner { get; }

    public async Task<DeviceAnswer<MinerReading>> ReadAsync() => await Miner.ReadAsync(TestContext.Current.CancellationToken);

    public async Task<DeviceAnswer<Acknowledgement>> TellAsync(MinerCommand command) => await Miner.TellAsync(command, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Miner.DisposeAsync();
        _drivers.Dispose();
        await _server.DisposeAsync();
    }
}
