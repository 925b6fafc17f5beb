using System.IO.Compression;
using System.Text;
using Shouldly;
using Spillway.Engine;
using Spillway.Markets.Files;
using Xunit;

namespace Spillway.Tests.Markets.Files;

/// <summary>Compressed files and workbooks that are refused.</summary>
public sealed class BadContainerTests
{
    private const long Megabyte = 1 << 20;

    [Theory]
    [InlineData(3)]
    [InlineData(11)]
    [InlineData(25)]
    [InlineData(60)]
    [InlineData(-9)]
    [InlineData(-4)]
    [InlineData(-1)]
    public void A_gzip_file_that_was_cut_is_refused(int kept)
    {
        using var folder = new TestFolder();
        var whole = TestFolder.Gzip(string.Concat(Enumerable.Repeat(Built.TidyWide, 5)));
        var refusal = Should.Throw<RefusedException>(() => folder.Read(whole[..(kept < 0 ? whole.Length + kept : kept)]));
        refusal.Code.ShouldBe(MarketFileErrors.Truncated);
        refusal.Message.ShouldContain("x.bin");
    }

    [Fact]
    public void A_gzip_file_whose_body_was_changed_without_changing_its_length_is_refused()
    {
        using var folder = new TestFolder();
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression))
        {
            gzip.Write(Built.Text(Built.TidyWide));
        }

        // Stored as it is, the text is there to be changed: 21.10 becomes 91.10 and only the checksum can tell.
        var bytes = packed.ToArray();
        var at = bytes.AsSpan().IndexOf("21.10"u8);
        at.ShouldBeGreaterThan(0);
        bytes[at] = (byte)'9';
        folder.Refused(bytes, MarketFileErrors.Truncated);
    }

    [Fact]
    public void A_gzip_bomb_is_refused_while_it_unpacks()
    {
        using var folder = new TestFolder();
        folder.Write("warm.bin", TestFolder.Gzip(Built.TidyWide));
        var path = folder.Write("x.bin", Bomb());
        new FileInfo(path).Length.ShouldBeLessThan(2 * Megabyte);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refusal = Should.Throw<RefusedException>(() => MarketFileReader.Read(path, TestContext.Current.CancellationToken));
        refusal.Code.ShouldBe(MarketFileErrors.TooLarge);
        refusal.Message.ShouldContain("200 times");
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(32 * Megabyte);
    }

    [Fact]
    public void A_zip_bomb_is_refused_while_it_unpacks_whatever_its_directory_states()
    {
        using var folder = new TestFolder();
        var zip = TestFolder.Zip(("a.csv", new byte[300 * Megabyte / 4]));
        folder.Refused(zip, MarketFileErrors.TooLarge).ShouldContain("a.csv");
    }

    [Fact]
    public void A_workbook_with_a_bomb_in_one_of_its_parts_is_refused_before_it_is_read()
    {
        using var folder = new TestFolder();
        var book = TestFolder.Zip(("[Content_Types].xml", Built.Text("<Types/>")), ("xl/sharedStrings.xml", new byte[40 * Megabyte]));
        folder.Refused(book, MarketFileErrors.TooLarge).ShouldContain("xl/sharedStrings.xml");
    }

    [Fact]
    public void More_than_256_MiB_are_refused_even_where_they_hardly_compress()
    {
        using var folder = new TestFolder();
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            // A mebibyte of which a hundredth is noise packs a hundredfold: below the ratio, above the size.
            var block = new byte[Megabyte];
            new Random(1).NextBytes(block.AsSpan(0, (int)Megabyte / 100));
            for (var written = 0; written < 270; written++)
            {
                gzip.Write(block);
            }
        }

        folder.Refused(packed.ToArray(), MarketFileErrors.TooLarge).ShouldContain("256 MiB");
    }

    [Fact]
    public void Archives_in_archives_are_refused()
    {
        using var folder = new TestFolder();
        var inner = TestFolder.Zip(("a.csv", Built.Text(Built.TidyWide)));
        folder.Refused(TestFolder.Zip(("inner.zip", inner)), MarketFileErrors.Nested).ShouldContain("inner.zip");
        folder.Refused(TestFolder.Zip(("inner.gz", TestFolder.Gzip(Built.TidyWide))), MarketFileErrors.Nested).ShouldContain("inner.gz");
        folder.Refused(TestFolder.Gzip(inner), MarketFileErrors.Nested);
        folder.Refused(TestFolder.Gzip(TestFolder.Gzip(Built.TidyWide)), MarketFileErrors.Nested);
        folder.Refused(TestFolder.Gzip(BuiltParquet.Of(folder, BuiltParquet.Wide)), MarketFileErrors.Nested);
    }

    [Fact]
    public void An_empty_archive_and_one_with_too_many_members_are_refused()
    {
        using var folder = new TestFolder();
        folder.Refused(TestFolder.Zip(), MarketFileErrors.Empty);
        var many = Enumerable.Range(0, 1001).Select(number => ($"{number}.csv", Array.Empty<byte>())).ToArray();
        folder.Refused(TestFolder.Zip(many), MarketFileErrors.TooLarge).ShouldContain("1001 members");
    }

    [Fact]
    public void A_zip_that_was_cut_or_changed_is_refused()
    {
        using var folder = new TestFolder();
        var zip = TestFolder.Zip(("a.csv", Built.Text(string.Concat(Enumerable.Repeat(Built.AncillaryCsv, 9)))));
        folder.Refused(zip[..^30], MarketFileErrors.Truncated);
        folder.Refused(zip[..40], MarketFileErrors.Truncated);
    }

    [Fact]
    public void A_refusal_inside_an_archive_names_the_member_and_its_line()
    {
        using var folder = new TestFolder();
        var zip = TestFolder.Zip(
            ("1.csv", Built.Text(Built.AncillaryCsv)),
            ("2.csv", Built.Text(Built.AncillaryCsv.Replace("3.11", "three", StringComparison.Ordinal).Replace("2016", "2015", StringComparison.Ordinal))));
        folder.Refused(zip, MarketFileErrors.NotANumber).ShouldContain("2.csv!D3: 'three'");

        var disagreeing = TestFolder.Zip(
            ("1.csv", Built.Text(Built.AncillaryCsv)),
            ("2.csv", Built.Text(Built.AncillaryCsv.Replace("3.11", "3.12", StringComparison.Ordinal))));
        var message = folder.Refused(disagreeing, MarketFileErrors.RowsDisagree);
        message.ShouldContain("2.csv, row 3: REGDN");
        message.ShouldContain("1.csv, row 3 says 3.11");
    }

    [Theory]
    [InlineData("<oops")]
    [InlineData("</sheetData>")]
    public void A_workbook_with_a_broken_sheet_is_refused(string end)
    {
        using var folder = new TestFolder();
        var refusal = Record.Exception(() => folder.Read(Built.DayAheadBook(brokenEnd: end)));
        refusal.ShouldBeOfType<RefusedException>().Message.ShouldContain("x.bin, xl/worksheets/sheet1.xml: the workbook cannot be read");
    }

    [Fact]
    public void A_workbook_names_sheet_and_cell_of_what_it_refuses()
    {
        using var folder = new TestFolder();
        var book = new BuiltWorkbook().Sheet(
            "Jan_1",
            ["Delivery Date", "Hour Ending", "Repeated Hour Flag", "Settlement Point", "Settlement Point Price"],
            ["01/01/2016", "01:00", "N", "HB_NORTH", 18.43],
            ["01/01/2016", "02:00", "N", "HB_NORTH", "n/a"]).Bytes();
        folder.Refused(book, MarketFileErrors.NotANumber).ShouldContain("Jan_1!E3: 'n/a' is not a number");
    }

    [Fact]
    public void A_spring_day_of_96_fuel_figures_is_refused()
    {
        using var folder = new TestFolder();
        var book = new BuiltWorkbook().Sheet(
            "Mar", ["Date", "Fuel", "Settlement Type", "Total", "2:15", "2:30"], ["03/12/2023", "Wind", "FINAL", 3, 1, 2]).Bytes();
        folder.Refused(book, MarketFileErrors.WrongLocalHour).ShouldContain("Mar!F2: Wind");
    }

    [Fact]
    public void A_fuel_figure_under_a_heading_that_is_no_time_is_refused()
    {
        using var folder = new TestFolder();
        var book = new BuiltWorkbook().Sheet(
            "Mar", ["Date", "Fuel", "Settlement Type", "Total", "0:15", "noon"], ["03/12/2023", "Wind", "FINAL", 3, 1, 2]).Bytes();
        folder.Refused(book, MarketFileErrors.NotATime).ShouldContain("Mar!F2");
    }

    [Fact]
    public void A_folder_or_a_missing_file_cannot_be_read()
    {
        using var folder = new TestFolder();
        foreach (var path in new[] { folder.Root, Path.Combine(folder.Root, "none.csv") })
        {
            var refusal = Should.Throw<RefusedException>(() => MarketFileReader.Read(path, TestContext.Current.CancellationToken));
            refusal.Code.ShouldBe(MarketFileErrors.Unreadable);
            refusal.Message.ShouldContain(path);
        }
    }

    private static byte[] Bomb()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            gzip.Write(Encoding.UTF8.GetBytes("interval_start_utc,LZ_WEST\n"));
            var block = new byte[Megabyte];
            for (var written = 0; written < 1024; written++)
            {
                gzip.Write(block);
            }
        }

        return packed.ToArray();
    }
}
