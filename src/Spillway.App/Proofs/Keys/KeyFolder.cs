using System.Security.Cryptography;
using System.Text;
using Spillway.Engine;

namespace Spillway.App.Proofs.Keys;

/// <summary>The folder <c>keys</c> of the data folder: each private half in a file that only its owner reads, each public half
/// beside it, and the ring that says what became of them.</summary>
internal sealed class KeyFolder
{
    private const int MostBytes = 1 << 20;
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly string _folder;

    public KeyFolder(string dataFolder) => _folder = Path.Combine(dataFolder, "keys");

    private string Ring => Path.Combine(_folder, "ring.json");

    /// <summary>The text of the ring; null where there is none.</summary>
    public string? ReadRing() => Guarded(Ring, () => File.Exists(Ring) ? Text(Ring) : null);

    /// <summary>Writes the ring anew, whole or not at all.</summary>
    public void WriteRing(string text) => Guarded(Ring, () =>
    {
        Directory.CreateDirectory(_folder);
        var partial = Ring + ".partial";
        Write(partial, text, FileMode.Create);
        File.Move(partial, Ring, overwrite: true);
        return true;
    });

    /// <summary>Keeps a new key.</summary>
    public void Keep(SigningKey key)
    {
        var path = PrivateOf(key.Public.Id);
        Guarded(path, () =>
        {
            Directory.CreateDirectory(_folder);
            Write(path, key.ToPem(), FileMode.CreateNew);
            File.WriteAllText(Path.ChangeExtension(path, ".pem"), key.Public.ToPem());
            return true;
        });
    }

    /// <summary>Opens the private half of a key.</summary>
    public SigningKey Open(KeyId id)
    {
        var path = PrivateOf(id);
        return Guarded(path, () =>
        {
            if (!File.Exists(path))
            {
                throw new RefusedException(KeyErrors.Unusable, $"{path} is not there.");
            }

            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~Owner) != 0)
            {
                throw new RefusedException(KeyErrors.Unusable, $"{path} has the rights {File.GetUnixFileMode(path)}: more than its owner may use it.");
            }

            var key = SigningKey.Read(Text(path));
            if (key.Public.Id == id)
            {
                return key;
            }

            var found = key.Public.Id;
            key.Dispose();
            throw new RefusedException(KeyErrors.Unusable, $"{path} holds the key {found}.");
        });
    }

    private string PrivateOf(KeyId id) => Path.Combine(_folder, id.Text + ".key");

    // Created closed: there is no instant at which others could read it.
    private static void Write(string path, string text, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Owner;
        }

        using var file = new FileStream(path, options);
        file.Write(Encoding.UTF8.GetBytes(text));
        file.Flush(flushToDisk: true);
    }

    private static string Text(string path) => new FileInfo(path).Length <= MostBytes
        ? File.ReadAllText(path)
        : throw new RefusedException(KeyErrors.Unusable, $"{path} has more than {MostBytes} bytes.");

    private static T Guarded<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new RefusedException(KeyErrors.Unusable, $"{path}: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }
}
