namespace Spillway.Tests;

/// <summary>A file that one test program of this computer holds at a time; one that is stopped by force gives it back with its life.</summary>
internal static class HeldFile
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits for a file in the folder of temporary files and holds it until the stream is disposed of.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="longest">How long it is waited for.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static Task<FileStream> TakeAsync(string name, TimeSpan longest, CancellationToken cancellation) =>
        TakeAsync(name, FileAccess.ReadWrite, FileShare.None, longest, cancellation);

    /// <summary>Waits until nobody holds a file alone, and holds it together with others who ask for it so.</summary>
    /// <param name="name">The file's name.</param>
    /// <param name="longest">How long it is waited for.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static Task<FileStream> ShareAsync(string name, TimeSpan longest, CancellationToken cancellation) =>
        TakeAsync(name, FileAccess.Read, FileShare.Read, longest, cancellation);

    private static async Task<FileStream> TakeAsync(string name, FileAccess access, FileShare share, TimeSpan longest, CancellationToken cancellation)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(Path.GetTempPath(), name), FileMode.OpenOrCreate, access, share);
            }
            catch (IOException) when (TimeProvider.System.GetElapsedTime(began) < longest)
            {
                // Another test program has it.
                await Task.Delay(_pause, cancellation);
            }
        }
    }
}
