using System.Text;
using NodaTime;
using Shouldly;
using Spillway.Journal.Polls;
using Xunit;

namespace Spillway.Tests.Journal.Polls;

public sealed class PollRingTests : IDisposable
{
    private const int Megabytes = 16;
    private static readonly Instant _start = Instant.FromUtc(2026, 10, 30, 12, 0);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spillway-polls-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Rows_come_back_as_they_went_in()
    {
        PollRow[] rows = [Row(1, "{\"a\":1}"), Row(2, ""), Row(3, "\n\0binary")];
        using (var ring = Open())
        {
            ring.Add(rows);
        }

        Read().ShouldBe(rows.Select(Text));
    }

    [Fact]
    public void The_newest_rows_are_kept_and_the_files_never_exceed_the_limit()
    {
        const int rows = 3000;
        var answer = new string('x', 10_000);
        using (var ring = Open())
        {
            for (var first = 0; first < rows; first += 100)
            {
                ring.Add(Enumerable.Range(first, 100).Select(second => Row(second, answer)));
                Bytes().ShouldBeLessThanOrEqualTo(Megabytes * 1_000_000L);
            }
        }

        var kept = PollRing.Read(_folder.FullName).Select(row => (int)(row.At - _start).TotalSeconds).ToList();
        kept.ShouldBe(Enumerable.Range(rows - kept.Count, kept.Count));
        kept.Count.ShouldBeGreaterThan(Megabytes * 1_000_000 / 10_100 * (PollRing.Parts - 1) / PollRing.Parts);
    }

    [Fact]
    public void A_ring_that_was_closed_goes_on()
    {
        var answer = new string('x', 100_000);
        for (var run = 0; run < 40; run++)
        {
            using var ring = Open();
            ring.Add(Enumerable.Range(run * 10, 10).Select(second => Row(second, answer)));
        }

        var kept = PollRing.Read(_folder.FullName).Select(row => (int)(row.At - _start).TotalSeconds).ToList();
        kept.ShouldBe(Enumerable.Range(400 - kept.Count, kept.Count));
        Bytes().ShouldBeLessThanOrEqualTo(Megabytes * 1_000_000L);
    }

    [Fact]
    public void A_clock_set_back_does_not_change_the_order_in_which_rows_came()
    {
        var answer = new string('x', 100_000);
        for (var run = 0; run < 10; run++)
        {
            using var ring = Open();
            ring.Add(Enumerable.Range(0, 10).Select(row => Row(1000 - (run * 10) - row, answer)));
        }

        PollRing.Read(_folder.FullName).Select(row => (int)(row.At - _start).TotalSeconds).ShouldBe(Enumerable.Range(0, 100).Select(row => 1000 - row));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    public void A_row_that_was_half_written_is_cut_off_and_the_ring_goes_on(int missing)
    {
        using (var ring = Open())
        {
            ring.Add([Row(1, "first"), Row(2, "second, to be cut")]);
        }

        var file = _folder.GetFiles().ShouldHaveSingleItem().FullName;
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..^missing]);
        using (var ring = Open())
        {
            ring.Add([Row(3, "third")]);
        }

        Read().ShouldBe([Text(Row(1, "first")), Text(Row(3, "third"))]);
    }

    [Fact]
    public void Rows_are_read_while_they_are_written()
    {
        using var ring = Open();
        ring.Add([Row(1, "first")]);

        Read().ShouldBe([Text(Row(1, "first"))]);
    }

    [Fact]
    public void What_is_too_long_is_a_fault_of_the_caller()
    {
        using var ring = Open();

        Should.Throw<ArgumentException>(() => ring.Add([new(_start, new string('x', 256), default)]));
        Should.Throw<ArgumentException>(() => ring.Add([new(_start, "x", new byte[(1 << 20) + 1])]));
        Should.Throw<ArgumentOutOfRangeException>(() => PollRing.Open(_folder.FullName, 15));
        PollRing.Read(_folder.FullName).ShouldBeEmpty();
    }

    private PollRing Open() => PollRing.Open(_folder.FullName, Megabytes);

    private static PollRow Row(int second, string answer) => new(_start + Duration.FromSeconds(second), "hall-a-7", Encoding.UTF8.GetBytes(answer));

    private static string Text(PollRow row) => $"{row.At} {row.Device} {Encoding.UTF8.GetString(row.Answer.Span)}";

    private List<string> Read() => [.. PollRing.Read(_folder.FullName).Select(Text)];

    private long Bytes() => new DirectoryInfo(_folder.FullName).GetFiles().Sum(file => file.Length);
}
