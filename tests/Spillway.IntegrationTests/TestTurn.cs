using Spillway.Tests;
using Xunit;

namespace Spillway.IntegrationTests;

/// <summary>The turn of the tests that watch whole desks by the clock on the wall: those of one test program at a time on this computer, since
/// a desk that is kept waiting for seconds rightly says so, and its test would fail. A program that has had it holds it to its end.</summary>
public sealed class TestTurn : IAsyncLifetime
{
    // Each of them takes less.
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(40);
    private static readonly Lazy<Task<FileStream>> _held =
        new(static () => HeldFile.TakeAsync($"spillway-tests-{Environment.UserName}.turn", _longest, CancellationToken.None));

    public async ValueTask InitializeAsync() => await _held.Value.WaitAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
