using System.Reflection;
using Spillway.Tests;
using Xunit;

[assembly: AssemblyFixture(typeof(TestTurn))]

namespace Spillway.Tests;

/// <summary>The turn of a test program on this computer. Those that watch whole desks by the clock on the wall run alone, since a desk
/// that is kept waiting for seconds rightly says so and the test would fail; the others run beside one another.</summary>
public sealed class TestTurn : IAsyncLifetime
{
    // The whole of them take less; a program that is stopped by force gives its turn back with its life.
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(40);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(200);
    private FileStream? _held;

    private static bool WatchesDesks => Assembly.GetExecutingAssembly().GetName().Name is "Spillway.IntegrationTests" or "Spillway.BrowserTests";

    public async ValueTask InitializeAsync()
    {
        var path = Path.Combine(Path.GetTempPath(), $"spillway-tests-{Environment.UserName}.turn");
        var began = TimeProvider.System.GetTimestamp();
        while (_held is null)
        {
            try
            {
                _held = WatchesDesks
                    ? new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)
                    : new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.Read);
            }
            catch (IOException) when (TimeProvider.System.GetElapsedTime(began) < _longest)
            {
                // Another test program has its turn.
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
