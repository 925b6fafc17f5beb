using System.Text;
using System.Text.RegularExpressions;
using NodaTime;
using Shouldly;
using Spillway.App.Rules;
using Spillway.Engine;
using Spillway.Engine.Sites.Rules;
using Spillway.Tests.App.Cli;
using Xunit;

namespace Spillway.Tests.App.Rules;

/// <summary>Every bad rules file is refused with a sentence a person can act on; all of them stand in one text.</summary>
public sealed class RuleFileRefusalTests : IDisposable
{
    private readonly Screen _screen = new();

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void The_good_file_is_good()
    {
        var island = Read(BadRuleFiles.Good);

        island.At(new LocalDate(2025, 3, 31)).Interval(IntervalKind.Settlement).ShouldBe(Duration.FromMinutes(30));
        island.At(new LocalDate(2025, 4, 1)).Interval(IntervalKind.Settlement).ShouldBe(Duration.FromMinutes(15));
        Should.Throw<RefusedException>(() => island.At(new LocalDate(2030, 1, 1)).Interval(IntervalKind.Settlement)).Code.ShouldBe(RuleErrors.NotInForce);
        island.At(new LocalDate(2019, 1, 1)).Limit(PriceLimitKind.PriceCap).ShouldBeNull();
        island.OfficialPeaks.ShouldHaveSingleItem().Start.ShouldBe(Instant.FromUtc(2025, 1, 15, 16, 30));
        island.PeakRate(2025).Rate.Required().Value.ShouldBe(40_000m);
    }

    [Fact]
    public void A_price_that_no_point_settles_is_refused() =>
        Should.Throw<RefusedException>(() => Read(BadRuleFiles.Good).At(new LocalDate(2025, 1, 1)).PointType(SettlementUse.Financial)).Code.ShouldBe(RuleErrors.NotInForce);

    [Fact]
    public void Every_refusal_reads_well_and_names_file_code_and_line()
    {
        var text = new StringBuilder();
        foreach (var (title, content) in BadRuleFiles.All())
        {
            var refusal = Should.Throw<RefusedException>(() => Read(content), title);

            refusal.Message.ShouldStartWith(Path.Combine(_screen.Folder, "island.yaml"), Case.Sensitive, title);
            var isWhole = refusal.What.Contains("instead of one set of keys", StringComparison.Ordinal);
            Regex.IsMatch(refusal.What, @", line [0-9]+, column [0-9]+: ").ShouldBe(!isWhole, $"{title}: {refusal.What}");
            text.Append(title).Append("\n    ").Append(refusal.Message).Append("\n\n");
        }

        Approval.Matches("tests/Spillway.Tests/App/Rules/RuleFileRefusals.approved.txt", text.ToString().Replace(_screen.Folder + "/", "", StringComparison.Ordinal));
    }

    private MarketRules Read(string text)
    {
        _screen.Write("island.yaml", text);
        return RuleLibrary.Open("no-such-folder", _screen.Folder).Require("island");
    }
}
