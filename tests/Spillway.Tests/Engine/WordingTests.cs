using Shouldly;
using Spillway.Engine;
using Xunit;

namespace Spillway.Tests.Engine;

public sealed class WordingTests
{
    [Fact]
    public void A_sentence_keeps_what_is_put_into_it_apart()
    {
        var (file, rows) = ("prices.csv", 1234.5m);
        Wording words = $"{file} has {rows:N1} rows in {{braces}}.";

        words.Pattern.ShouldBe("{0} has {1} rows in {{braces}}.");
        words.Parts.ShouldBe(["prices.csv", "1,234.5"]);
        words.ToString().ShouldBe("prices.csv has 1,234.5 rows in {braces}.");
        words.Said(static _ => "{1} Zeilen in {0}").ShouldBe("1,234.5 Zeilen in prices.csv");
    }

    [Fact]
    public void A_sentence_within_a_sentence_is_said_in_the_same_language()
    {
        Wording place = $"line {3}";
        Wording words = $"{place}: {Wording.Of("a word")} is missing";

        words.Patterns().ShouldBe(["{0}: {1} is missing", "line {0}", "a word"]);
        words.Values().ShouldBe(["3"]);
        words.Said(static pattern => pattern.ToUpperInvariant()).ShouldBe("LINE 3: A WORD IS MISSING");
    }

    [Fact]
    public void Two_that_say_the_same_are_equal()
    {
        Wording made = $"{2} rows";

        made.ShouldBe(Wording.Of("2 rows"));
        made.GetHashCode().ShouldBe(Wording.Of("2 rows").GetHashCode());
        made.Equals(Wording.Of("3 rows")).ShouldBeFalse();
    }

    [Fact]
    public void A_refusal_keeps_its_words()
    {
        var thing = "a";
        var refusal = new RefusedException(new("SW9999", "Title", "Do it."), $"{thing} is wrong.");

        (refusal.What, refusal.Words.Pattern, refusal.Message).ShouldBe(("a is wrong.", "{0} is wrong.", "a is wrong. [SW9999] Do it."));
    }
}
