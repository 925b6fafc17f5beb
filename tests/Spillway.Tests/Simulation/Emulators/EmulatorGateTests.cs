using System.Collections.Frozen;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Time.Testing;
using NodaTime;
using Shouldly;
using Spillway.Simulation.Emulators;
using Spillway.Simulation.Emulators.AxeOs;
using Spillway.Simulation.World;
using Xunit;

namespace Spillway.Tests.Simulation.Emulators;

/// <summary>A host that listens on all addresses lets nobody in who does not come from loopback to loopback.</summary>
public sealed class EmulatorGateTests
{
    private static readonly Instant _start = Instant.FromUtc(2025, 7, 1, 12, 0);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    // A device stands at 127.77.9.1, and for the sake of the check at 192.0.2.9 too.
    [Theory]
    [InlineData("127.77.9.1", "127.0.0.1", true)]
    [InlineData("127.77.9.1", "127.200.1.2", true)]
    [InlineData("127.77.9.1", "192.0.2.7", false)]
    [InlineData("127.77.9.1", "126.255.255.255", false)]
    [InlineData("127.77.9.1", "128.0.0.1", false)]
    [InlineData("127.77.9.1", "::1", false)]
    [InlineData("192.0.2.9", "127.0.0.1", false)]
    [InlineData("192.0.2.9", "192.0.2.9", false)]
    [InlineData("127.77.9.2", "127.0.0.1", false)]
    public async Task Both_ends_are_loopback_or_the_connection_is_cut_at_accept(string local, string remote, bool isLetIn)
    {
        var device = Device();
        var devices = new Dictionary<IPAddress, IEmulatedDevice> { [IPAddress.Parse("127.77.9.1")] = device, [IPAddress.Parse("192.0.2.9")] = device };
        var gate = new EmulatorGate(devices.ToFrozenDictionary(), default, static _ => { }, TimeProvider.System, TestContext.Current.CancellationToken);
        await using var connection = new DefaultConnectionContext { LocalEndPoint = new IPEndPoint(IPAddress.Parse(local), 80), RemoteEndPoint = new IPEndPoint(IPAddress.Parse(remote), 51_000) };
        var isServed = false;

        await gate.AcceptAsync(connection, _ =>
        {
            isServed = true;
            return Task.CompletedTask;
        });

        isServed.ShouldBe(isLetIn);
        if (!isLetIn)
        {
            await ClosedAsync(connection);
        }
    }

    // The connection is cut on a thread of its own.
    private static async Task ClosedAsync(DefaultConnectionContext connection)
    {
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using (connection.ConnectionClosed.Register(closed.SetResult))
        {
            await closed.Task.WaitAsync(_patience, TestContext.Current.CancellationToken);
        }
    }

    private static MachineDevice Device()
    {
        var physics = new PhysicalMachine(MachineBuild.Of("axeos", "Gamma", 18, 1.2), MachineIdentity.Of(1), 1, _start);
        physics.Settle(_start);
        return new(new AxeOsFamily(), new EmulatedMachine(physics, new WorldClock(new FakeTimeProvider(new(2025, 7, 1, 12, 0, 0, TimeSpan.Zero)), _start, 1)));
    }
}
