using System.Net;
using System.Net.Sockets;
using Shouldly;
using Xunit;

namespace Spillway.Tests.Devices.Compliance;

public sealed class EmulatedStandTests
{
    private const int Port = 4028;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connections_that_are_held_at_once_are_counted_and_one_that_was_closed_is_not()
    {
        var one = MinerCompliance.All.First(static one => one.Emulator.Family == "cgminer");
        await using var stand = await EmulatedStand.StartAsync(one.Emulator, one.Build);

        (await OpenAsync(stand, 1)).Dispose();
        using var second = await OpenAsync(stand, 2);
        stand.MostOpen.ShouldBe(1);
        using var third = await OpenAsync(stand, 3);

        stand.MostOpen.ShouldBe(2);
    }

    // Open is what the machine has taken up.
    private static async Task<TcpClient> OpenAsync(EmulatedStand stand, int number)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, stand.Endpoint.Port(Port), Ct);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        limit.CancelAfter(Held.Patience);
        while (stand.Connections < number)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), limit.Token);
        }

        return client;
    }
}
