using Spillway.IntegrationTests;
using Xunit;

[assembly: AssemblyFixture(typeof(TestTurn))]

namespace Spillway.IntegrationTests;

/// <summary>The turn of the test programs that watch whole desks by the clock on the wall: one at a time on this computer, since a desk
/// that is kept waiting for seconds rightly says so, and its test would fail.</summary>
public sealed class TestTurn : IAsyncLifetime
{
    // Each of them takes less; one that is stopped by force gives its turn back with its life.
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(40);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(200);
    private FileStream? _held;

    public async ValueTask InitializeAsync()
    {
        var path = Path.Combine(Path.GetTempPath(), $"spillway-tests-{Environment.UserName}.turn");
        var began = TimeProvider.System.GetTimestamp();
        while (_held is null)
        {
            try
            {
                _held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (TimeProvider.System.GetElapsedTime(began) < _longest)
            {
                // The other program has its turn.
                await Task.Delay(_pause, TestContext.Current.CancellationToken);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_held is { } held)
        {
            await held.DisposeAsync();
        }
    }
}
