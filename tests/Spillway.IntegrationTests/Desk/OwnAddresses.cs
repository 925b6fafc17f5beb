using Spillway.Tests;
using Xunit;

namespace Spillway.IntegrationTests.Desk;

/// <summary>The machines' own ports at addresses that no other test has: any number of such tests run beside one another, and none beside a test
/// that listens at every address (<see cref="StandardPorts"/>).</summary>
public sealed class OwnAddresses : IAsyncLifetime
{
    private FileStream? _held;

    public async ValueTask InitializeAsync() =>
        _held = await HeldFile.ShareAsync(StandardPorts.FileName, StandardPorts.Longest, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_held is { } held)
        {
            await held.DisposeAsync();
        }
    }
}
