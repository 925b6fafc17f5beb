using Spillway.IntegrationTests;
using Spillway.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(TestTurn))]

namespace Spillway.IntegrationTests;

/// <summary>The turn of the test programs that watch whole desks by the clock on the wall: one at a time on this computer, since a desk
/// that is kept waiting for seconds rightly says so, and its test would fail.</summary>
public sealed class TestTurn : IAsyncLifetime
{
    // Each of them takes less.
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(40);
    private FileStream? _held;

    public async ValueTask InitializeAsync() =>
        _held = await HeldFile.TakeAsync($"spillway-tests-{Environment.UserName}.turn", _longest, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_held is { } held)
        {
            await held.DisposeAsync();
        }
    }
}
