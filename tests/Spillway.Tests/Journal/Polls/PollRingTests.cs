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
            Add(ring, rows);
        }

        Read().ShouldBe(rows.Select(Text));
    }

    [Fact]
    public void The_newest_rows_are_kept_and_the_files_never_exceed_the_limit()
    {
        const int rows = 3000;
        using (var ring = Open())
        {
            for (var first = 0; first < rows; first += 100)
            {
                Add(ring, Enumerable.Range(first, 100).Select(second => Row(second, Random(10_000, second))));
                Bytes().ShouldBeLessThanOrEqualTo(Megabytes * 1_000_000L);
            }
        }

        var kept = PollRing.Read(_folder.FullName).Select(row => (int)(row.At - _start).TotalSeconds).ToList();
        kept.ShouldBe(Enumerable.Range(rows - kept.Count, kept.Count));
        kept.Count.ShouldBeGreaterThan(Megabytes * 1_000_000 / 10_100 * (PollRing.Parts - 2) / PollRing.Parts);
    }

    [Fact]
    public void A_ring_that_was_closed_goes_on()
    {
        for (var run = 0; run < 40; run++)
        {
            using var ring = Open();
            Add(ring, Enumerable.Range(run * 10, 10).Select(second => Row(second, Random(100_000, second))));
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
            Add(ring, Enumerable.Range(0, 10).Select(row => Row(1000 - (run * 10) - row, answer)));
        }

        PollRing.Read(_folder.FullName).Select(row => (int)(row.At - _start).TotalSeconds).ShouldBe(Enumerable.Range(0, 100).Select(row => 1000 - row));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public void A_block_that_was_half_written_is_cut_off_and_the_ring_goes_on(int missing)
    {
        using (var ring = Open())
        {
            Add(ring, [Row(1, "first")]);
            Add(ring, [Row(2, "second, to be cut")]);
        }

        var file = _folder.GetFiles().ShouldHaveSingleItem().FullName;
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..^missing]);
        using (var ring = Open())
        {
            Add(ring, [Row(3, "third")]);
        }

        Read().ShouldBe([Text(Row(1, "first")), Text(Row(3, "third"))]);
    }

    [Fact]
    public void Rows_are_read_while_they_are_written()
    {
        using var ring = Open();
        Add(ring, [Row(1, "first")]);

        Read().ShouldBe([Text(Row(1, "first"))]);
    }

    [Fact]
    public void What_is_too_long_is_a_fault_of_the_caller()
    {
        var block = new PollBlock();

        Should.Throw<ArgumentException>(() => block.TryAdd(_start, new string('x', 256), default));
        Should.Throw<ArgumentException>(() => block.TryAdd(_start, "x", new byte[PollBlock.MostAnswerBytes + 1]));
        block.Count.ShouldBe(0);
        Should.Throw<ArgumentOutOfRangeException>(() => PollRing.Open(_folder.FullName, 15));
        PollRing.Read(_folder.FullName).ShouldBeEmpty();
    }

    [Fact]
    public void Answers_that_are_alike_take_little_room()
    {
        using (var ring = Open())
        {
            Add(ring, Enumerable.Range(0, 1000).Select(second => Row(second, $$"""{"STATUS":[{"STATUS":"S","Msg":"Summary"}],"SUMMARY":[{"Elapsed":{{second}},"GHS 5s":{{100_000 + second}}.{{second}}}]}""")));
        }

        Bytes().ShouldBeLessThan(1000 * 100 / 4);
        Read().Count.ShouldBe(1000);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(100)]
    [InlineData(5000)]
    public void The_newest_rows_of_a_device_are_found_across_the_files(int most)
    {
        const int rows = 300;
        using (var ring = Open())
        {
            Add(ring, Enumerable.Range(0, rows).Select(second => Row(second, Random(100_000, second)) with { Device = $"machine-{second % 3}" }));
        }

        var whole = PollRing.Read(_folder.FullName).Where(row => row.Device == "machine-1").Select(row => row.At).ToList();

        PollRing.ReadNewest(_folder.FullName, "machine-1", most).Select(row => row.At).ShouldBe(whole.TakeLast(most));
        PollRing.ReadNewest(_folder.FullName, null, most).Count.ShouldBe(Math.Min(most, PollRing.Read(_folder.FullName).Count()));
        PollRing.ReadNewest(_folder.FullName, "machine-4", most).ShouldBeEmpty();
    }

    [Fact]
    public void A_full_block_takes_no_more_until_it_is_cleared()
    {
        var block = new PollBlock();
        var answer = new byte[PollBlock.MostAnswerBytes];
        for (var row = 0; row < 3; row++)
        {
            block.TryAdd(_start, "x", answer).ShouldBeTrue();
        }

        block.TryAdd(_start, "x", answer).ShouldBeFalse();
        block.Count.ShouldBe(3);
        block.Clear();
        block.TryAdd(_start, "x", answer).ShouldBeTrue();
    }

    private PollRing Open() => PollRing.Open(_folder.FullName, Megabytes);

    private static PollRow Row(int second, string answer) => new(_start + Duration.FromSeconds(second), "hall-a-7", Encoding.UTF8.GetBytes(answer));

    private static void Add(PollRing ring, IEnumerable<PollRow> rows)
    {
        var block = new PollBlock();
        foreach (var row in rows)
        {
            if (!block.TryAdd(row.At, row.Device, row.Answer.Span))
            {
                ring.Add(block);
                block.Clear();
                block.TryAdd(row.At, row.Device, row.Answer.Span).ShouldBeTrue();
            }
        }

        ring.Add(block);
    }

    // Nothing repeats in it, so that it takes its own room.
    private static string Random(int length, int seed)
    {
        var random = new Random(seed);
        return string.Create(length, random, static (letters, random) =>
        {
            foreach (ref var letter in letters)
            {
                letter = (char)random.Next(128);
            }
        });
    }

    private static string Text(PollRow row) => $"{row.At} {row.Device} {Encoding.UTF8.GetString(row.Answer.Span)}";

    private List<string> Read() => [.. PollRing.Read(_folder.FullName).Select(Text)];

    private long Bytes() => new DirectoryInfo(_folder.FullName).GetFiles().Sum(file => file.Length);
}
