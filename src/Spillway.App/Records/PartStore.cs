using System.Security.Cryptography;
using Spillway.Engine;

namespace Spillway.App.Records;

/// <summary>Large things that records refer to by the SHA-256 of their bytes: site files, price histories, learned models,
/// checkpoints. A record that is chained pins its parts with it.</summary>
/// <param name="dataFolder">The data folder.</param>
public sealed class PartStore(string dataFolder)
{
    private const int NameLetters = 64;
    private readonly string _folder = Path.Combine(dataFolder, "parts");

    /// <summary>The data folder.</summary>
    public string DataFolder { get; } = dataFolder;

    /// <summary>Keeps a part for good; the same bytes are kept once.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>Their name: 64 hexadecimal digits.</returns>
    /// <exception cref="IOException">It could not be written.</exception>
    public string Keep(ReadOnlySpan<byte> bytes)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(bytes));
        var path = PathOf(name);
        if (File.Exists(path))
        {
            return name;
        }

        Directory.CreateDirectory(_folder);
        var beside = $"{path}.{Environment.ProcessId}.partial";
        using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            file.Write(bytes);

            // A record that names the part may be on the disk before the part is, unless the part goes first.
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
        return name;
    }

    /// <summary>Reads a part.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The bytes, checked against the name.</returns>
    /// <exception cref="RefusedException"><see cref="RecordErrors.MissingPart"/>: it is not there or not what it was.</exception>
    public byte[] Read(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length != NameLetters || !name.All(char.IsAsciiHexDigitLower))
        {
            throw new RefusedException(RecordErrors.MissingPart, $"'{name}' is no name of a part.");
        }

        try
        {
            var bytes = File.ReadAllBytes(PathOf(name));
            return Convert.ToHexStringLower(SHA256.HashData(bytes)) == name
                ? bytes
                : throw new RefusedException(RecordErrors.MissingPart, $"{PathOf(name)} is not what it was when it was kept.");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(RecordErrors.MissingPart, $"{PathOf(name)}: {cause.Message}", cause);
        }
    }

    /// <summary>Where a part lies.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The path.</returns>
    public string PathOf(string name) => Path.Combine(_folder, name);
}
