using Xunit;

namespace Spillway.Tests;

/// <summary>The machines' own ports on this computer's loopback, held by one collection of tests at a time, across the test
/// programs that run beside one another: some listen there at every address, others at addresses of their own.</summary>
public sealed class StandardPorts : IAsyncLifetime
{
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(20);
    private FileStream? _held;

    public async ValueTask InitializeAsync() =>
        _held = await HeldFile.TakeAsync("spillway-standard-ports.lock", _longest, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_held is { } held)
        {
            await held.DisposeAsync();
        }
    }
}
