using System.Collections.Immutable;
using CsCheck;
using NodaTime;
using Shouldly;
using Spillway.App.Statements.Books;
using Spillway.Engine;
using Spillway.Engine.Settlements.Statements;
using Spillway.Tests.Engine.Settlements.Statements;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Statements.Books;

public sealed class StatementBookTests : IDisposable
{
    private static readonly YearMonth _july = new(2024, 7);
    private static readonly Instant _now = Instant.FromUtc(2024, 8, 3, 12, 0);
    private readonly string _folder = Directory.CreateTempSubdirectory("spillway-book-").FullName;

    private StatementBook Book => new(_folder, new("random"));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_stands_after_any_versions_is_the_statement_of_the_last_inputs() =>
        Gen.Select(RandomMonths.Intervals, RandomMonths.Intervals, RandomMonths.Intervals).Sample(
            (first, second, third) =>
            {
                var standing = new Dictionary<LineId, StatementLine>();
                var owed = 0m;
                foreach (var statement in new[] { first, second, third }.Select(intervals => RandomMonths.Statement(intervals)))
                {
                    foreach (var line in BookDifference.Lines(BookDifference.Of(standing, statement.Lines)))
                    {
                        owed += line.Line.Amount.Value;
                        Fold(standing, line);
                    }

                    owed.ShouldBe(statement.Total.Value);
                    standing.Count.ShouldBe(statement.Lines.Length);
                    statement.Lines.ShouldAllBe(line => standing[line.Id].Amount == line.Amount && standing[line.Id].Quantity == line.Quantity);
                }
            },
            iter: 50);

    [Fact]
    public void A_booked_version_is_read_back_as_it_was_and_is_never_touched_again()
    {
        var statement = RandomMonths.Example(25m, 25m, 0m, 0m);
        var (version, changes) = Book.Book(_july, BookKind.Initial, statement, Sources, _now);
        var files = Contents();

        Book.Book(_july, BookKind.Final, RandomMonths.Example(25m, 25m, 7.5m, 0m), Sources, _now + Duration.FromDays(30));

        changes.Length.ShouldBe(statement.Lines.Length);
        Book.Lines(version).Select(line => line.Line).ShouldBe(statement.Lines);
        files.ShouldAllBe(file => Contents()[file.Key] == file.Value);
        Book.Versions(_july).Select(one => one.Kind).ShouldBe([BookKind.Initial, BookKind.Final]);
    }

    [Fact]
    public void A_changed_reading_is_a_reversal_and_a_new_line_and_nothing_else()
    {
        Book.Book(_july, BookKind.Initial, RandomMonths.Example(25m, 25m, 0m, 0m), Sources, _now);

        var (version, changes) = Book.Book(_july, BookKind.TrueUp, RandomMonths.Example(25m, 25m, 7.5m, 0m), Sources, _now);

        var lines = Book.Lines(version).ToList();
        lines.Select(line => line.IsReversal).ShouldBe([true, false]);
        lines.Sum(line => line.Line.Amount.Value).ShouldBe(7.5m * 900m);
        version.Amount.Value.ShouldBe(7.5m * 900m);
        changes.Single().Cause.ShouldBe(LineCause.Reading);
    }

    [Fact]
    public void A_clock_that_was_set_back_books_no_correction_twice()
    {
        var right = RandomMonths.Example(25m, 25m, 7.5m, 0m);
        Book.Book(_july, BookKind.Initial, RandomMonths.Example(25m, 25m, 0m, 0m), Sources, _now);
        Book.Book(_july, BookKind.TrueUp, right, Sources, _now - Duration.FromDays(1));

        var (version, changes) = Book.Book(_july, BookKind.TrueUp, right, Sources, _now + Duration.FromDays(1));

        changes.ShouldBeEmpty();
        version.Amount.ShouldBe(Money.Zero);
        Book.Standing(_july).Values.Sum(line => line.Amount.Value).ShouldBe(right.Total.Value);
    }

    [Fact]
    public void One_books_at_a_time()
    {
        Book.Book(_july, BookKind.Initial, RandomMonths.Example(25m), Sources, _now);
        var other = Directory.GetFiles(_folder, "book.lock", SearchOption.AllDirectories).ShouldHaveSingleItem();
        var files = Contents();

        using (new FileStream(other, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Should.Throw<RefusedException>(() => Book.Book(_july, BookKind.Final, RandomMonths.Example(24m), Sources, _now)).Code.ShouldBe(BookErrors.Held);
            Should.Throw<RefusedException>(() => Book.Close(_july, _now)).Code.ShouldBe(BookErrors.Held);
        }

        Contents().ShouldBe(files);
        Book.Book(_july, BookKind.Final, RandomMonths.Example(24m), Sources, _now).Version.Number.ShouldBe(2);
    }

    [Fact]
    public void An_interval_that_opens_again_is_reversed_and_one_that_is_settled_at_last_is_new()
    {
        Book.Book(_july, BookKind.Initial, RandomMonths.Example(25m, null, 0m), Sources, _now);

        var (_, changes) = Book.Book(_july, BookKind.Final, RandomMonths.Example(null, 25m, 0m), Sources, _now);

        changes.Select(change => (change.Cause, change.After is null)).Distinct().ShouldBe([(LineCause.NowSettled, false), (LineCause.NowOpen, true)]);
    }

    [Fact]
    public void A_correction_of_a_closed_month_lands_in_the_next_open_one_and_the_closed_one_stays_as_it_is()
    {
        Book.Book(_july, BookKind.Initial, RandomMonths.Example(25m, 25m, 0m, 0m), Sources, _now);
        Book.Close(_july, _now);
        var august = _july.PlusMonths(1);
        Book.Book(august, BookKind.Initial, RandomMonths.Example(1m), Sources, _now);
        Book.Close(august, _now);

        var (version, _) = Book.Book(_july, BookKind.TrueUp, RandomMonths.Example(25m, 25m, 0m, 1m), Sources, _now + Duration.FromDays(90));

        (version.Month, version.Of, version.Kind, version.Number).ShouldBe((new YearMonth(2024, 9), _july, BookKind.Correction, 1));
        Book.Versions(_july).Length.ShouldBe(1);
        Book.Standing(_july).Values.Sum(line => line.Amount.Value).ShouldBe(RandomMonths.Example(25m, 25m, 0m, 1m).Total.Value);

        // The month it landed in has a statement of its own still to come.
        Book.Book(new(2024, 9), BookKind.Initial, RandomMonths.Example(2m), Sources, _now + Duration.FromDays(91)).Version.Number.ShouldBe(2);
    }

    [Fact]
    public void Whatever_is_corrected_after_a_month_is_closed_both_months_together_are_the_fresh_statements_of_both()
    {
        var tried = 0;
        Gen.Select(RandomMonths.Intervals, RandomMonths.Intervals, RandomMonths.Intervals, Gen.Bool).Sample(
            (july, corrected, august, isLate) =>
            {
                var folder = Path.Combine(_folder, $"try-{++tried}");
                var book = new StatementBook(folder, new("random"));
                var next = _july.PlusMonths(1);
                book.Book(_july, BookKind.Initial, RandomMonths.Statement(july), Sources, _now);
                book.Close(_july, _now);
                var closed = book.Versions(_july).SelectMany(book.Lines).Sum(line => line.Line.Amount.Value);
                var files = Contents();
                Action[] later =
                [
                    () => book.Book(next, BookKind.Initial, RandomMonths.Statement(august), Sources, _now + Duration.FromDays(31)),
                    () => book.Book(_july, BookKind.TrueUp, RandomMonths.Statement(corrected), Sources, _now + Duration.FromDays(40)),
                ];
                foreach (var act in isLate ? later : later.Reverse())
                {
                    act();
                }

                files.ShouldAllBe(file => Contents()[file.Key] == file.Value);
                book.Versions(_july).Single().Amount.Value.ShouldBe(closed);
                var correction = book.Versions(next).Single(version => version.Of == _july);
                correction.Kind.ShouldBe(BookKind.Correction);
                (closed + book.Versions(next).Sum(version => version.Amount.Value))
                    .ShouldBe(RandomMonths.Statement(corrected).Total.Value + RandomMonths.Statement(august).Total.Value);
                book.Standing(_july).Values.Sum(line => line.Amount.Value).ShouldBe(RandomMonths.Statement(corrected).Total.Value);
                Directory.Delete(folder, recursive: true);
            },
            iter: 25,
            threads: 1);
    }

    [Fact]
    public void Versions_come_in_their_order()
    {
        Refused(() => Book.Book(_july, BookKind.TrueUp, RandomMonths.Example(25m), Sources, _now), BookErrors.WrongVersion);
        Refused(() => Book.Close(_july, _now), BookErrors.WrongVersion);
        Book.Book(_july, BookKind.Final, RandomMonths.Example(25m), Sources, _now);
        Refused(() => Book.Book(_july, BookKind.Initial, RandomMonths.Example(25m), Sources, _now), BookErrors.WrongVersion);
        Refused(() => Book.Book(_july, BookKind.Final, RandomMonths.Example(25m), Sources, _now), BookErrors.WrongVersion);
        Book.Close(_july, _now);
        Refused(() => Book.Book(_july, BookKind.Final, RandomMonths.Example(25m), Sources, _now), BookErrors.Closed);
    }

    [Theory]
    [InlineData("lines.csv.gz")]
    [InlineData("manifest.json")]
    public void A_version_that_was_tampered_with_is_refused(string file)
    {
        Book.Book(_july, BookKind.Initial, RandomMonths.Example(25m), Sources, _now);
        var (second, _) = Book.Book(_july, BookKind.Final, RandomMonths.Example(26m), Sources, _now);
        var path = Path.Combine(_folder, "statements/random/2024-07/0001-initial", file);
        File.WriteAllBytes(path, [.. File.ReadAllBytes(path), (byte)' ']);

        Refused(() => Book.Standing(_july), BookErrors.Damaged);
        second.Number.ShouldBe(2);
    }

    private static ImmutableArray<BookSource> Sources { get; } =
    [
        new(new("site.yaml", new string('a', 64), "site file (YAML)"), "/somewhere/site.yaml"),
        new(new("prices.csv", new string('b', 64), "tidy CSV, wide"), ""),
    ];

    private static void Fold(Dictionary<LineId, StatementLine> standing, BookedLine line)
    {
        if (line.IsReversal)
        {
            var before = standing[line.Line.Id];
            (line.Line.Amount + before.Amount).ShouldBe(Money.Zero);
            (line.Line.Quantity + before.Quantity).ShouldBe(0m);
            standing.Remove(line.Line.Id);
        }
        else
        {
            standing.Add(line.Line.Id, line.Line);
        }
    }

    private static void Refused(Action act, ErrorCode code) => Should.Throw<RefusedException>(act).Code.ShouldBe(code);

    private Dictionary<string, string> Contents() =>
        Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).ToDictionary(path => path, path => Convert.ToHexString(File.ReadAllBytes(path)));
}
