using Xunit;

namespace Spillway.Tests;

/// <summary>The machines' own ports at every address of this computer's loopback, held by one collection of tests at a time, across the test
/// programs that run beside one another.</summary>
public sealed class StandardPorts : IAsyncLifetime
{
    /// <summary>The file that says so.</summary>
    internal const string FileName = "spillway-standard-ports.lock";

    /// <summary>How long it is waited for.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromMinutes(20);

    private FileStream? _held;

    public async ValueTask InitializeAsync() =>
        _held = await HeldFile.TakeAsync(FileName, Longest, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_held is { } held)
        {
            await held.DisposeAsync();
        }
    }
}
