using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Signals;

namespace Spillway.App.Records;

/// <summary>What was published beside prices before the first interval, as a part.</summary>
/// <remarks>Gzip over: magic, count, then each figure. Compared by what it holds and never by a second packing.</remarks>
internal static class PublishedCodec
{
    private const uint Magic = 0x31425553;

    public static byte[] Write(ImmutableArray<Publication> published)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        using (var writer = new BinaryWriter(gzip, Encoding.UTF8))
        {
            writer.Write(Magic);
            writer.Write(published.Length);
            foreach (var one in published)
            {
                writer.Write((int)one.Kind);
                writer.Write(one.Point);
                writer.Write(one.Start.ToUnixTimeSeconds());
                writer.Write((long)one.Length.TotalSeconds);
                writer.Write(one.KnownAt.ToUnixTimeSeconds());
                writer.Write(one.Value);
            }
        }

        return packed.ToArray();
    }

    public static ImmutableArray<Publication> Read(byte[] bytes)
    {
        try
        {
            using var packed = new MemoryStream(bytes);
            using var gzip = new GZipStream(packed, CompressionMode.Decompress);
            using var reader = new BinaryReader(gzip, Encoding.UTF8);
            if (reader.ReadUInt32() != Magic)
            {
                throw new InvalidDataException("it holds no publications");
            }

            var published = ImmutableArray.CreateBuilder<Publication>();
            for (var left = reader.ReadInt32(); left > 0; left--)
            {
                published.Add(new(
                    (PublicationKind)reader.ReadInt32(),
                    reader.ReadString(),
                    Instant.FromUnixTimeSeconds(reader.ReadInt64()),
                    Duration.FromSeconds(reader.ReadInt64()),
                    Instant.FromUnixTimeSeconds(reader.ReadInt64()),
                    reader.ReadDouble()));
            }

            return published.DrainToImmutable();
        }
        catch (Exception cause) when (cause is InvalidDataException or EndOfStreamException or ArgumentException)
        {
            throw new RefusedException(RecordErrors.MissingPart, $"What was published: {cause.Message}", cause);
        }
    }
}
