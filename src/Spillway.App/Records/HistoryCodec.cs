using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using NodaTime;
using Spillway.Engine;
using Spillway.Engine.Signals;
using Spillway.Units;

namespace Spillway.App.Records;

/// <summary>The prices a desk knew before its first interval, as a part.</summary>
/// <remarks>Gzip over: magic, points, own index, count, then each interval's start in seconds, price and peers. The compressor's
/// output is stable on one version only, so a part is compared by what it holds and never by a second packing.</remarks>
internal static class HistoryCodec
{
    private const uint Magic = 0x31504853;
    private const int MostPoints = 100_000;

    public static byte[] Write(PriceHistory history)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        using (var writer = new BinaryWriter(gzip, Encoding.UTF8))
        {
            writer.Write(Magic);
            writer.Write(history.Points.Length);
            foreach (var point in history.Points)
            {
                writer.Write(point.Name);
                writer.Write((int)point.Type);
            }

            writer.Write(history.OwnIndex);
            writer.Write(history.Count);
            for (var index = 0; index < history.Count; index++)
            {
                writer.Write(history.Start(index).ToUnixTimeSeconds());
                writer.Write(history.ExactPrice(index).Value);
                foreach (var peer in history.Peers(index))
                {
                    writer.Write(peer);
                }
            }
        }

        return packed.ToArray();
    }

    public static PriceHistory Read(byte[] bytes)
    {
        try
        {
            using var packed = new MemoryStream(bytes);
            using var gzip = new GZipStream(packed, CompressionMode.Decompress);
            using var reader = new BinaryReader(gzip, Encoding.UTF8);
            var isOurs = reader.ReadUInt32() == Magic;
            var count = reader.ReadInt32();
            if (!isOurs || count is < 1 or > MostPoints)
            {
                throw new InvalidDataException("it is no price history");
            }

            var points = Enumerable.Range(0, count).Select(_ => new SettlementPoint(reader.ReadString(), (SettlementPointType)reader.ReadInt32())).ToImmutableArray();
            var history = PriceHistory.Empty(points, reader.ReadInt32());
            for (var left = reader.ReadInt32(); left > 0; left--)
            {
                var start = Instant.FromUnixTimeSeconds(reader.ReadInt64());
                var price = new EnergyPrice(reader.ReadDecimal());
                history = history.With(new(start, price, [.. points.Select(_ => reader.ReadDouble())]));
            }

            return history;
        }
        catch (Exception cause) when (cause is InvalidDataException or EndOfStreamException or ArgumentException)
        {
            throw new RefusedException(RecordErrors.MissingPart, $"A price history: {cause.Message}", cause);
        }
    }
}
