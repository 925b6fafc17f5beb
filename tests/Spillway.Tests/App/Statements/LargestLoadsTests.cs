using NodaTime;
using Shouldly;
using Spillway.App.Peaks;
using Spillway.App.Rules;
using Spillway.App.Sites;
using Spillway.App.Statements;
using Spillway.Engine.Signals;
using Spillway.Tests.Engine.Settlements.Clauses;
using Xunit;

namespace Spillway.Tests.App.Statements;

/// <summary>Of a month whose official peak is not known, the largest load that the desk was told of stands in.</summary>
public sealed class LargestLoadsTests : IDisposable
{
    private static readonly Instant _july = Ledger.Local(2026, 7, 1);
    private static readonly Instant _largest = Ledger.Local(2026, 7, 15, 16);
    private readonly SettleDesk _desk = new();
    private readonly SiteDefinition _site;

    public LargestLoadsTests()
    {
        _desk.Site(SettleDesk.OneHall + "  - {kind: coincident-peak, id: 4cp}\n");
        _site = SiteFile.Read(_desk.At("site.yaml"));
    }

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void The_quarter_hour_of_the_largest_hour_so_far_is_found()
    {
        var peak = LargestLoads.Of(_site, RuleLibrary.OfProgram().Find("ercot"), July(), Loads(_july, 20 * 24)).ShouldHaveSingleItem();

        peak.Month.ShouldBe(new YearMonth(2026, 7));
        peak.Start!.Value.ShouldBeInRange(_largest, _largest + Duration.FromMinutes(45));
        (peak.Length, peak.Demand).ShouldBe((Duration.FromMinutes(15), null));
    }

    [Fact]
    public void A_month_with_too_many_hours_missing_says_nothing() =>
        LargestLoads.Of(_site, RuleLibrary.OfProgram().Find("ercot"), July(), Loads(_july + Duration.FromDays(10), 10 * 24)).ShouldBeEmpty();

    [Fact]
    public void A_month_whose_official_peak_the_rules_hold_and_one_without_a_peak_need_none()
    {
        LargestLoads.Of(_site, RuleLibrary.OfProgram().Find("ercot"), Month(2025, 7), Loads(Ledger.Local(2025, 7, 1), 31 * 24)).ShouldBeEmpty();
        LargestLoads.Of(_site, RuleLibrary.OfProgram().Find("ercot"), Month(2026, 1), Loads(Ledger.Local(2026, 1, 1), 31 * 24)).ShouldBeEmpty();
    }

    private static Interval July() => Month(2026, 7);

    private static Interval Month(int year, int month) => new(Ledger.Local(year, month, 1), Ledger.Local(month == 12 ? year + 1 : year, (month % 12) + 1, 1));

    private static List<Publication> Loads(Instant first, int hours) =>
    [
        .. Enumerable.Range(0, hours).Select(hour => first + Duration.FromHours(hour)).Select(start =>
            new Publication(PublicationKind.SystemLoad, SystemLoad.Point, start, Duration.FromHours(1), start + Duration.FromHours(2), start == _largest ? 85_000.0 : 60_000.0)),
    ];
}
