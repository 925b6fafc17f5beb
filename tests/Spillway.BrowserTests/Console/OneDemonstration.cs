namespace Spillway.BrowserTests.Console;

/// <summary>The turn of the demonstrations: each is a site of thousands of emulated machines, and two of those at once on two cores would both be
/// late.</summary>
internal sealed class OneDemonstration : IDisposable
{
    private static readonly SemaphoreSlim _turn = new(1, 1);

    private OneDemonstration()
    {
    }

    /// <summary>Waits until no other demonstration is there; ends with the object.</summary>
    public static async Task<OneDemonstration> TakeAsync(CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        return new();
    }

    public void Dispose() => _turn.Release();
}
