using System.Buffers.Binary;
using System.IO.Compression;

namespace Spillway.App.Reports.Charts;

/// <summary>A picture of few colours as PNG bytes: the smallest form in which a year of quarter hours fits a page.</summary>
internal static class PalettePng
{
    private const uint Polynomial = 0xEDB88320;
    private static readonly uint[] _table = [.. Enumerable.Range(0, 256).Select(Row)];

    /// <summary>Encodes a picture.</summary>
    /// <param name="width">In pixels.</param>
    /// <param name="pixels">Indices into the palette, row by row from the top.</param>
    /// <param name="palette">Red, green, blue and opacity of each index.</param>
    /// <returns>The bytes of a PNG file.</returns>
    public static byte[] Encode(int width, ReadOnlySpan<byte> pixels, IReadOnlyList<uint> palette)
    {
        using var file = new MemoryStream();
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], pixels.Length / width);
        header[8] = 8;
        header[9] = 3;
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "PLTE"u8, [.. palette.SelectMany(colour => new[] { (byte)(colour >> 24), (byte)((colour >> 16) & 0xFF), (byte)((colour >> 8) & 0xFF) })]);
        Chunk(file, "tRNS"u8, [.. palette.Select(colour => (byte)(colour & 0xFF))]);
        Chunk(file, "IDAT"u8, Deflate(width, pixels));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Deflate(int width, ReadOnlySpan<byte> pixels)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize))
        {
            for (var at = 0; at < pixels.Length; at += width)
            {
                zlib.WriteByte(0);
                zlib.Write(pixels.Slice(at, width));
            }
        }

        return packed.ToArray();
    }

    private static void Chunk(Stream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(type);
        file.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Checksum(Checksum(uint.MaxValue, type), content));
        file.Write(number);
    }

    private static uint Checksum(uint before, ReadOnlySpan<byte> content)
    {
        foreach (var value in content)
        {
            before = _table[(before ^ value) & 0xFF] ^ (before >> 8);
        }

        return before;
    }

    private static uint Row(int index)
    {
        var value = (uint)index;
        for (var bit = 0; bit < 8; bit++)
        {
            value = (value & 1) == 1 ? Polynomial ^ (value >> 1) : value >> 1;
        }

        return value;
    }
}
