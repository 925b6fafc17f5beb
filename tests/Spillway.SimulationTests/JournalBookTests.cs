using NodaTime;
using Shouldly;
using Spillway.Engine.Sites.Plants;
using Spillway.Simulation.Worlds;
using Xunit;

namespace Spillway.SimulationTests;

/// <summary>The check of a journal that takes nothing finds what it is there for: 30 s are waited for it.</summary>
public sealed class JournalBookTests
{
    private static readonly Instant _start = Instant.FromUtc(2025, 7, 1, 0, 0);
    private static readonly FailSafeTable _table = FailSafeTable.Default;

    [Fact]
    public void What_is_sent_while_nothing_can_be_kept_is_found()
    {
        Book(_table).Sends(_start, isFull: false).ShouldBeNull();
        Book(_table).Sends(_start, isFull: true)!.ShouldContain("is sent while");
    }

    [Fact]
    public void A_desk_that_waits_too_long_or_gives_up_too_early_is_found()
    {
        var book = Book(_table);
        book.Idles(At(0), true).ShouldBeNull();
        book.Idles(At(25), true).ShouldBeNull();
        book.Idles(At(30), true)!.ShouldContain("still waits");
        book.GivesUp(At(30)).ShouldBeNull();

        var early = Book(_table);
        early.Idles(At(0), true);
        early.GivesUp(At(20))!.ShouldContain("after 20 s");
    }

    [Fact]
    public void A_journal_that_takes_a_pass_again_is_waited_for_anew()
    {
        var book = Book(_table);
        book.Idles(At(0), true);
        book.Sends(At(20), isFull: false).ShouldBeNull();

        book.Idles(At(40), true).ShouldBeNull();
    }

    [Fact]
    public void A_table_that_says_stop_lets_nothing_be_waited_for()
    {
        var book = Book(_table with { JournalUnwritable = FailSafeReaction.Stop });

        book.GivesUp(At(0)).ShouldBeNull();
        book.Idles(At(0), true)!.ShouldContain("the table says stop");
    }

    [Fact]
    public void Watchdogs_that_are_not_fed_meanwhile_are_found()
    {
        Book(_table).Idles(At(0), feedsWatchdogs: false).ShouldBeNull();
        Book(_table with { DeskDead = FailSafeReaction.Stop }).Idles(At(0), feedsWatchdogs: false)!.ShouldContain("not fed");
    }

    private static JournalBook Book(FailSafeTable table) => new(ControlRules.Default with { FailSafe = table });

    private static Instant At(int second) => _start + Duration.FromSeconds(second);
}
