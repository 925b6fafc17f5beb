using Xunit;

namespace Spillway.Tests;

/// <summary>The machines' own ports on this computer's loopback, held by one collection of tests at a time, across the test
/// programs that run beside one another: some listen there at every address, others at addresses of their own.</summary>
public sealed class StandardPorts : IAsyncLifetime
{
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(200);
    private FileStream? _held;

    public async ValueTask InitializeAsync()
    {
        var path = Path.Combine(Path.GetTempPath(), "spillway-standard-ports.lock");
        var began = TimeProvider.System.GetTimestamp();
        while (_held is null)
        {
            try
            {
                _held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (TimeProvider.System.GetElapsedTime(began) < _longest)
            {
                // Another test program has them.
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
