using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using Spillway.Engine;

namespace Spillway.Markets.Files;

/// <summary>A file's bytes, unwrapped from gzip and zip within written limits.</summary>
/// <param name="File">The file as the person named it.</param>
/// <param name="Sha256">Of the bytes as they lie on disk.</param>
/// <param name="Members">The unwrapped contents; the name is empty for a file that is no archive.</param>
internal sealed record FileContent(string File, string Sha256, ImmutableArray<(string Name, byte[] Bytes)> Members)
{
    private const long MostUnpacked = 1L << 30;
    private const int MostMembers = 1000;
    private const long MostRatio = 200;
    private const long SmallIsFine = 1 << 20;

    public static FileContent Read(string file, CancellationToken cancellation)
    {
        byte[] raw;
        try
        {
            raw = System.IO.File.ReadAllBytes(file);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(MarketFileErrors.Unreadable, $"{file}: {cause.Message}", cause);
        }

        var sha256 = Convert.ToHexStringLower(SHA256.HashData(raw));
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return new(file, sha256, [.. Unwrap(file, raw)]);
        }
        catch (Exception cause) when (cause is InvalidDataException or EndOfStreamException)
        {
            throw new RefusedException(MarketFileErrors.Truncated, $"{file}: {cause.Message}", cause);
        }
    }

    private static List<(string Name, byte[] Bytes)> Unwrap(string file, byte[] raw)
    {
        if (raw.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]))
        {
            using var gzip = new GZipStream(new MemoryStream(raw), CompressionMode.Decompress);
            var bytes = Unpacked(file, gzip, raw.Length, MostUnpacked);
            CheckGzipEnd(file, raw, bytes);
            return [("", bytes)];
        }

        return IsZip(raw) && !IsWorkbook(raw) ? Unzipped(file, raw) : [("", raw)];
    }

    private static List<(string Name, byte[] Bytes)> Unzipped(string file, byte[] raw)
    {
        using var archive = new ZipArchive(new MemoryStream(raw), ZipArchiveMode.Read);
        var entries = archive.Entries.Where(entry => entry.Name.Length > 0).ToList();
        if (entries.Count > MostMembers)
        {
            throw new RefusedException(MarketFileErrors.TooLarge, $"{file} has {entries.Count} members.");
        }

        var members = new List<(string Name, byte[] Bytes)>();
        var left = MostUnpacked;
        foreach (var entry in entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            using var stream = entry.Open();
            var bytes = Unpacked($"{file}, {entry.FullName}", stream, Math.Max(entry.CompressedLength, 1), left);
            left -= bytes.Length;
            members.Add((entry.FullName, bytes));
        }

        return members;
    }

    // The length a header states may lie; only what really comes out is counted.
    private static byte[] Unpacked(string what, Stream packed, long packedLength, long most)
    {
        using var unpacked = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (var read = packed.Read(buffer); read > 0; read = packed.Read(buffer))
        {
            unpacked.Write(buffer, 0, read);
            if (unpacked.Length > most || (unpacked.Length > SmallIsFine && unpacked.Length > packedLength * MostRatio))
            {
                throw new RefusedException(
                    MarketFileErrors.TooLarge, $"{what}: {packedLength} packed bytes have given more than {unpacked.Length - read} so far.");
            }
        }

        return unpacked.ToArray();
    }

    // The runtime's reader ends quietly where a gzip file was cut; its last eight bytes tell.
    private static void CheckGzipEnd(string file, byte[] raw, byte[] bytes)
    {
        var stated = raw.Length < 18 ? 0u : BitConverter.ToUInt32(raw, raw.Length - 4);
        if (raw.Length < 18 || stated != unchecked((uint)bytes.Length))
        {
            throw new RefusedException(
                MarketFileErrors.Truncated, $"{file} unpacks to {bytes.Length} bytes and its end says {stated}.");
        }
    }

    private static bool IsZip(byte[] raw) => raw.AsSpan().StartsWith("PK\u0003\u0004"u8);

    private static bool IsWorkbook(byte[] raw)
    {
        using var archive = new ZipArchive(new MemoryStream(raw), ZipArchiveMode.Read);
        return archive.Entries.Any(entry => entry.FullName == "[Content_Types].xml");
    }
}
