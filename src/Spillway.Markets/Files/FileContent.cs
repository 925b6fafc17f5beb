using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using Spillway.Engine;

namespace Spillway.Markets.Files;

/// <summary>A file's bytes, unwrapped from gzip and zip within written limits.</summary>
/// <param name="File">The file as the person named it.</param>
/// <param name="Sha256">Of the bytes as they lie on disk.</param>
/// <param name="IsWrapped">Whether the contents lay in a gzip file or an archive.</param>
/// <param name="Members">The unwrapped contents; the name is empty for a file that is no archive.</param>
internal sealed record FileContent(
    string File, string Sha256, bool IsWrapped, ImmutableArray<(string Name, byte[] Bytes)> Members)
{
    private const int MostMembers = 1000;
    private const int LeastGzip = 18;
    private const long LikelyRatio = 30;
    private const long MostGuessed = 1 << 26;

    public static FileContent Read(string file, CancellationToken cancellation)
    {
        if (Directory.Exists(file))
        {
            throw new RefusedException(MarketFileErrors.Unreadable, $"{file} is a folder: name its files, such as {Path.Combine(file, "*")}.");
        }

        byte[] raw;
        try
        {
            raw = System.IO.File.ReadAllBytes(file);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(MarketFileErrors.Unreadable, $"{file}: {cause.Message}", cause);
        }

        return Of(file, raw, cancellation);
    }

    /// <summary>Unwraps bytes that came from elsewhere; the file is the name they are known by.</summary>
    public static FileContent Of(string file, byte[] raw, CancellationToken cancellation)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(raw));
        cancellation.ThrowIfCancellationRequested();
        try
        {
            return IsGzip(raw) ? new(file, sha256, true, [("", Gunzipped(file, raw))])
                : IsZip(raw) && !IsWorkbook(raw) ? new(file, sha256, true, [.. Unzipped(file, raw)])
                : new(file, sha256, false, [("", raw)]);
        }
        catch (Exception cause) when (cause is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            throw new RefusedException(MarketFileErrors.Truncated, $"{file}: {cause.Message}", cause);
        }
    }

    public static bool IsGzip(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]);

    public static bool IsZip(ReadOnlySpan<byte> bytes) => bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith("PK\u0005\u0006"u8);

    /// <summary>Whether a zip archive is an xlsx workbook.</summary>
    /// <exception cref="InvalidDataException">It is not even an archive.</exception>
    public static bool IsWorkbook(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip), ZipArchiveMode.Read);
        return archive.Entries.Any(entry => entry.FullName == "[Content_Types].xml");
    }

    /// <summary>Reads every part of a workbook once and keeps nothing: whoever unpacks it afterwards knows its limits, and
    /// that it is whole.</summary>
    public static void CheckWorkbook(string what, byte[] workbook)
    {
        using var archive = new ZipArchive(new MemoryStream(workbook), ZipArchiveMode.Read);
        var allowance = new UnpackAllowance();
        foreach (var entry in archive.Entries)
        {
            using var stream = entry.Open();
            allowance.Take($"{what}, {entry.FullName}", stream, () => entry.CompressedLength, Stream.Null);
        }
    }

    private static byte[] Gunzipped(string file, byte[] raw)
    {
        using var packed = new MemoryStream(raw);
        using var gzip = new GZipStream(packed, CompressionMode.Decompress);

        // The length it states is a guess at how much room is needed; only a plausible one is believed.
        var stated = raw.Length < LeastGzip ? 0u : BitConverter.ToUInt32(raw, raw.Length - sizeof(uint));
        using var unpacked = new MemoryStream((int)Math.Min(stated, (uint)Math.Min(raw.Length * LikelyRatio, MostGuessed)));
        new UnpackAllowance().Take(file, gzip, () => packed.Position, unpacked);

        // The runtime's reader ends quietly where a gzip file was cut; its last four bytes tell.
        return raw.Length >= LeastGzip && stated == unchecked((uint)unpacked.Length)
            ? unpacked.Length == unpacked.Capacity ? unpacked.GetBuffer() : unpacked.ToArray()
            : throw new RefusedException(
                MarketFileErrors.Truncated, $"{file} unpacks to {unpacked.Length} bytes and its end says {stated}.");
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
        var allowance = new UnpackAllowance();
        foreach (var entry in entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            using var stream = entry.Open();
            using var unpacked = new MemoryStream();
            allowance.Take($"{file}, {entry.FullName}", stream, () => entry.CompressedLength, unpacked);
            if (unpacked.Length != entry.Length)
            {
                throw new RefusedException(
                    MarketFileErrors.Truncated, $"{file}, {entry.FullName} unpacks to {unpacked.Length} bytes and the archive says {entry.Length}.");
            }

            members.Add((entry.FullName, unpacked.ToArray()));
        }

        return members;
    }
}
