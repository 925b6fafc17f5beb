using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Shouldly;
using Spillway.App.Reports;
using Xunit;

namespace Spillway.Tests.App.Reports;

public sealed class HeatMapPictureTests
{
    private const int Empty = 0;
    private const int Gap = 1;

    [Fact]
    public void A_day_of_23_hours_leaves_its_missing_hour_empty_and_a_gap_is_told_apart()
    {
        // 2023-03-12 in Chicago: 02:00 to 03:00 does not exist. The gap is that day's first interval.
        var (width, pixels) = Price(new SampleMarket(new(2023, 3, 12), new(2023, 3, 14)) { IsGap = number => number == 0 });

        width.ShouldBe(4);
        Column(width, pixels, 0).Index().Where(cell => cell.Item == Empty).Select(cell => cell.Index).ShouldBe([8, 9, 10, 11]);
        Column(width, pixels, 2).ShouldNotContain((byte)Empty);
        Column(width, pixels, 0).Index().Where(cell => cell.Item == Gap).Select(cell => cell.Index).ShouldBe([0]);
    }

    [Fact]
    public void The_repeated_hour_of_a_25_hour_day_shows_both_passes()
    {
        // 2023-11-05 in Chicago: 01:00 to 02:00 comes twice; only its second pass is a gap here.
        var (width, pixels) = Price(new SampleMarket(new(2023, 11, 5), new(2023, 11, 6)) { IsGap = number => number is >= 8 and < 12 });

        width.ShouldBe(2);
        Column(width, pixels, 0).ShouldNotContain((byte)Gap);
        Column(width, pixels, 1).Index().Where(cell => cell.Item == Gap).Select(cell => cell.Index).ShouldBe([4, 5, 6, 7]);
    }

    private static byte[] Column(int width, byte[] pixels, int x) => [.. Enumerable.Range(0, pixels.Length / width).Select(y => pixels[(y * width) + x])];

    // The first picture of the page is the map of prices.
    private static (int Width, byte[] Pixels) Price(SampleMarket market)
    {
        using var page = new StringWriter();
        HtmlReport.Write(new(market.Compare(), []), page);
        var picture = Convert.FromBase64String(Regex.Match(page.ToString(), "data:image/png;base64,([^\"]+)").Groups[1].Value);
        picture[..8].ShouldBe([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var width = BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(16));
        using var packed = new MemoryStream();
        for (var at = 8; at < picture.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(at));
            if (picture.AsSpan(at + 4, 4).SequenceEqual("IDAT"u8))
            {
                packed.Write(picture, at + 8, length);
            }

            at += length + 12;
        }

        packed.Position = 0;
        using var raw = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionMode.Decompress))
        {
            zlib.CopyTo(raw);
        }

        var rows = raw.ToArray().Chunk(width + 1).ToList();
        rows.ShouldAllBe(row => row[0] == 0);
        return (width, [.. rows.SelectMany(row => row.Skip(1))]);
    }
}
