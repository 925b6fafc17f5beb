using System.Text.RegularExpressions;
using NodaTime;
using Shouldly;
using Spillway.App.Console.Earnings;
using Spillway.App.Console.Prices;
using Spillway.App.Console.Texts;
using Spillway.App.Earnings;
using Spillway.Engine.Plans;
using Spillway.Engine.Settlements.Bridges;
using Spillway.Engine.Settlements.Reconciliations;
using Spillway.Engine.Settlements.Statements;
using Xunit;

namespace Spillway.Tests.App.Console.Earnings;

public sealed class MoneyTextTests
{
    private static readonly ConsoleTexts _texts = ConsoleTexts.Embedded();
    private static readonly Reader _english = new(_texts, "en", DateTimeZone.Utc, IsDark: true);
    private static readonly Reader _chinese = new(_texts, "zh-CN", DateTimeZone.Utc, IsDark: true);

    private static readonly string[] _folders = ["Earnings", "Prices"];

    [Fact]
    public void Everything_of_a_statement_has_a_word_of_its_own_in_both_languages()
    {
        Words(MoneyWords.Of, Enum.GetValues<ChargeKind>());
        Words(MoneyWords.Of, Enum.GetValues<LineComponent>());
        Words(MoneyWords.Of, Enum.GetValues<BridgePartKind>());
        Words(MoneyWords.Why, Enum.GetValues<BridgePartKind>());
        Words(MoneyWords.Of, Enum.GetValues<OpenReason>());
        Words(MoneyWords.Of, Enum.GetValues<WorkState>());
        Words(MoneyWords.Step, ["reading", "award", "price", "price-row", "contract", "rule", "journal", "record"]);
        Words(MoneyClasses.Of, Enum.GetValues<VarianceClass>());
        Words(static (reader, stage) => MoneyWords.Of(reader, new WorkStep(stage, null)), Enum.GetValues<WorkStage>());
    }

    [Fact]
    public void Every_reason_of_a_decision_is_a_sentence_in_both_languages() => Words(
        static (reader, code) => PlanSentences.Of(reader, new Reason(code, new(30.5m), new(90m), new(40m), 3, Holder: "reserve", Held: new(10m)), "USD"),
        Enum.GetValues<ReasonCode>());

    [Fact]
    public void Every_text_of_the_two_pages_has_its_Chinese_with_the_same_places()
    {
        var texts = _folders.SelectMany(static folder => Directory.GetFiles(Repository.Path("src", "Spillway.App", "Console", folder)))
            .Where(static file => !file.EndsWith(".json", StringComparison.Ordinal))
            .SelectMany(static file => Regex.Matches(File.ReadAllText(file), """\b[Rr]eader\["(?<text>[^"]*)"[,\]]""").Select(static match => match.Groups["text"].Value)).Distinct().ToList();

        texts.Count.ShouldBeGreaterThan(200);
        texts.Where(static text => !_texts.Has("zh-CN", text)).ShouldBeEmpty();
        texts.Where(static text => Places(text) != Places(_texts.In("zh-CN", text))).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(12.345, "12.35", "+12.35")]
    [InlineData(-12.345, "12.35", "−12.35")]
    [InlineData(0, "0.00", "0.00")]
    public void An_amount_is_told_to_the_cent(decimal amount, string plain, string withSign)
    {
        MoneyWords.Plain(new(amount)).ShouldBe(plain);
        MoneyWords.WithSign(new(amount)).ShouldBe(withSign);
    }

    private static string Places(string text) => string.Concat(Regex.Matches(text, """\{\d\}""").Select(static match => match.Value).Order(StringComparer.Ordinal));

    private static void Words<T>(Func<Reader, T, string> say, T[] all)
    {
        all.Select(one => say(_english, one)).ShouldBeUnique();
        var chinese = all.Select(one => say(_chinese, one)).ToList();
        chinese.ShouldBeUnique();
        chinese.ShouldAllBe(static text => text.Any(static letter => letter >= 0x4e00));
    }
}
