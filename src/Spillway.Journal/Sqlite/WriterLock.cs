using System.Globalization;
using System.Text;
using NodaTime;
using Spillway.Engine;

namespace Spillway.Journal.Sqlite;

/// <summary>Keeps a journal to one writer. The operating system lets go of it when the process ends, however it does.</summary>
internal sealed class WriterLock : IDisposable
{
    private const string LockName = "writer.lock";
    private const string HolderName = "writer";
    private const string Unnamed = "another process";
    private const int HeldOnLinux = 11;
    private const int HeldOnMac = 35;
    private const int HeldOnWindows = unchecked((int)0x80070020);
    private readonly FileStream _lock;

    private WriterLock(FileStream held) => _lock = held;

    public static WriterLock Take(string folder, string holder, Instant now)
    {
        return DisposedUnless.Made(new WriterLock(Lock(folder)), held =>
        {
            // Who holds it stands in a file of its own, because the locked one cannot be read by others.
            File.WriteAllText(
                Path.Combine(folder, HolderName),
                string.Create(CultureInfo.InvariantCulture, $"{holder.ReplaceLineEndings(" ")}, since {Microseconds.Text(now)}\n"),
                new UTF8Encoding(false));
            return held;
        });
    }

    public void Dispose() => _lock.Dispose();

    private static FileStream Lock(string folder)
    {
        var path = Path.Combine(folder, LockName);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException cause) when (cause.HResult is HeldOnLinux or HeldOnMac or HeldOnWindows)
        {
            throw new RefusedException(JournalErrors.Held, $"The journal in '{folder}' is held by {Holder(folder)}.", cause);
        }
    }

    private static string Holder(string folder)
    {
        try
        {
            var holder = File.ReadAllText(Path.Combine(folder, HolderName)).TrimEnd();
            return holder.Length > 0 ? holder : Unnamed;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            // The other desk has the lock and has not yet written its name.
            return Unnamed;
        }
    }
}
