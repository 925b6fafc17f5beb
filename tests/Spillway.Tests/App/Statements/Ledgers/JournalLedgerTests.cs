using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using NodaTime;
using Shouldly;
using Spillway.App.Records;
using Spillway.App.Sites;
using Spillway.App.Statements;
using Spillway.App.Statements.Ledgers;
using Spillway.App.Statements.Papers;
using Spillway.Engine;
using Spillway.Engine.Commands;
using Spillway.Engine.Plans;
using Spillway.Engine.Settlements.Bridges;
using Spillway.Engine.Settlements.Statements;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites;
using Spillway.Units;
using Xunit;

namespace Spillway.Tests.App.Statements.Ledgers;

public sealed class JournalLedgerTests : IDisposable
{
    private static readonly Instant _eight = Instant.FromUtc(2024, 7, 1, 20, 0);
    private static readonly Duration _quarter = Duration.FromMinutes(15);
    private readonly SettleDesk _desk = new();
    private readonly SiteDefinition _site;
    private readonly JournalLedger _ledger;
    private readonly PartStore _parts;
    private long _number;

    public JournalLedgerTests()
    {
        _site = SiteFile.Read(_desk.At("site.yaml"));
        _parts = new(_desk.At("home"));
        _ledger = LedgerOfSite.Empty(_site, _desk.At("home"));
        Begin();
    }

    public void Dispose()
    {
        _ledger.Dispose();
        _desk.Dispose();
    }

    [Fact]
    public void The_worked_hour_is_settled_from_the_journal_alone()
    {
        Decide(0, null);
        Metered(0, 100m);
        Decide(1, 100m, (0, 40m));
        Metered(1, 100m);
        Decide(2, 100m, (1, 60m));
        Metered(2, 0m);
        Decide(3, 0m, (2, 900m));
        Metered(3, 0m);
        Decide(4, 0m, (3, 1500m));

        var statement = Settle(1);

        statement.Total.Value.ShouldBe(-33_320m);
        statement.Production.Value.ShouldBe(5_330m);
        statement.SettledIntervals.ShouldBe(4);
        statement.Lines[0].Basis.Reading!.Value.ToString().ShouldBe("site@2024-07-01T20:00:00Z#1:63");
        statement.Lines[0].Basis.JournalSequence.ShouldBe(63);
        statement.Notes.ShouldNotContain(note => note.ToString().Contains("without a desk's journal", StringComparison.Ordinal));
    }

    [Fact]
    public void A_price_that_comes_late_settles_its_interval_when_it_comes()
    {
        Decide(0, null);
        Metered(0, 100m);
        Decide(1, 100m);

        Settle(1).OpenIntervals.ShouldBe(1);
        Metered(1, 100m);
        Decide(2, 100m, (0, 40m), (1, 60m));

        var statement = Settle(1);
        statement.SettledIntervals.ShouldBe(2);
        statement.Energy.Value.ShouldBe(50m);
    }

    [Fact]
    public void A_price_that_came_while_no_desk_ran_stands_in_the_next_ones_history()
    {
        Decide(0, null);
        Metered(0, 100m);
        Decide(1, 100m);
        Begin((_eight, 40m));

        Settle(1).Lines.First(line => line.Id.Charge == ChargeKind.EnergyRealTime).Amount.Value.ShouldBe(1_000m);
    }

    [Fact]
    public void A_corrected_price_replaces_the_one_before()
    {
        Decide(0, null);
        Metered(0, 100m);
        Decide(1, 100m, (0, 40m));
        Metered(1, 100m);
        Decide(2, 100m, (0, 45m));

        Settle(1).Lines[0].Price.ShouldBe(45m);
    }

    [Fact]
    public void Where_the_meter_is_silent_the_machines_own_word_stands_in_as_an_estimate()
    {
        Decide(0, null);
        Pass(_eight, 100m);
        Pass(_eight + Duration.FromMinutes(14), 100m);
        Decide(1, 96m, (0, 40m));

        var statement = Settle(1);

        statement.Energy.Value.ShouldBe(24m);
        statement.Notes.ShouldContain(note => note.ToString().StartsWith("In 1 interval the site's meter was silent", StringComparison.Ordinal));
    }

    [Fact]
    public void An_interval_that_a_desk_joined_in_its_middle_stays_open_unless_the_meter_covers_it()
    {
        Decide(0, null);
        Pass(_eight + Duration.FromMinutes(7), 100m);
        Decide(1, 50m, (0, 40m));

        var statement = Settle(1);

        statement.SettledIntervals.ShouldBe(0);
        statement.OpenIntervals.ShouldBe(1);
    }

    [Fact]
    public void What_restarting_machines_drew_produced_nothing()
    {
        Decide(0, null);
        Metered(0, 100m);

        // 40,000 machines of 2,500 W: a quarter of them restarted for six minutes.
        Decide(1, 100m, restartMachineMinutes: 60_000m, (0, 40m));

        var statement = Settle(1);

        statement.Groups.Single().Restart.Value.ShouldBe(2.5m);
        statement.Production.Value.ShouldBe(22.5m * 106.6m);
    }

    [Fact]
    public void What_was_decided_is_the_plan_with_the_price_it_was_decided_by()
    {
        Plan(0, 100m, expected: 45m, newest: 50m);
        Plan(1, 40m, expected: null, newest: 60m);
        Plan(2, 0m, expected: null, newest: null, (1, 70m));

        _ledger.PlanAt(_eight)!.ShouldSatisfyAllConditions(
            plan => plan.Planned.Single().Value.ShouldBe(25m),
            plan => plan.Expected!.Value.Value.ShouldBe(45m),
            plan => plan.Bound.ShouldBe([false]));
        _ledger.PlanAt(_eight + _quarter)!.Expected!.Value.Value.ShouldBe(60m);
        _ledger.PlanAt(_eight + (_quarter * 2))!.Expected!.Value.Value.ShouldBe(70m);
        _ledger.PlanAt(_eight + (_quarter * 3)).ShouldBeNull();
    }

    [Fact]
    public void The_plan_and_what_happened_are_bridged_from_the_journal_alone()
    {
        Plan(0, 100m, expected: 45m, newest: 50m);
        Metered(0, 80m);
        Decide(1, 80m, (0, 40m));

        var loaded = Load(1);
        var plan = SettledRange.Of(_site, loaded).Plan!;

        // 25 MWh at 106.6 − 45 were planned; 20 came at 106.6 − 40.
        plan.Bridge.From.Value.ShouldBe(25m * 61.6m);
        plan.Bridge.Parts.Select(part => (part.Kind, part.Amount.Value)).ShouldBe(
            [(BridgePartKind.ForecastError, 125m), (BridgePartKind.MachineFailures, -5m * 66.6m)]);
        plan.Bridge.To.Value.ShouldBe(20m * 66.6m);
        (plan.Intervals, plan.Unplanned).ShouldBe((1, 0));
    }

    [Fact]
    public void The_first_decision_of_an_interval_is_its_plan()
    {
        Plan(0, 100m, expected: 45m, newest: 50m);
        Plan(0, 0m, expected: 500m, newest: 500m);

        _ledger.PlanAt(_eight)!.Planned.Single().Value.ShouldBe(25m);
    }

    [Theory]
    [InlineData("\"ceiling_by\":\"call-1\",\"named\":[\"call-1\"],\"wanted\":[[1,1,30000,30000,2,0]]", true)]
    [InlineData("\"ceiling_by\":\"call-1\",\"wanted\":[[1,1,40000,40000,0,-1]]", false)]
    [InlineData("\"named\":[\"lock-1\"],\"wanted\":[[1,1,40000,40000,0,-1]]", true)]
    [InlineData("\"reason\":\"\\\"named\\\":[\\\"x\"", false)]
    [InlineData("\"ceiling_mw\":60", false)]
    public void An_order_in_any_pass_of_the_interval_binds_it(string fields, bool isBound)
    {
        Plan(0, 100m, expected: 45m, newest: 50m);
        Take(RecordKinds.Pass, Encoding.UTF8.GetBytes($"{{\"at_utc\":\"{_eight}\",{fields}}}"));
        Take(RecordKinds.Pass, Encoding.UTF8.GetBytes($"{{\"at_utc\":\"{_eight}\"}}"));

        _ledger.PlanAt(_eight)!.Bound.ShouldBe([isBound]);
    }

    private void Plan(int index, decimal megawatts, decimal? expected, decimal? newest, params (int Index, decimal Price)[] prices)
    {
        var slot = new Slot(_eight + (_quarter * index), _quarter);
        var reason = new Reason(ReasonCode.PriceBelowValue, newest is { } known ? new(known) : null, null, expected is { } price ? new(price) : null);
        var command = new GroupCommand(_site.Site.Loads[0].Id, 1, "normal", 40_000, new(megawatts), reason);
        var frame = SignalFrame.Empty with
        {
            Prices = [.. prices.Select(one => new PriceReport(_eight + (_quarter * one.Index), new(one.Price), [(double)one.Price]))],
        };
        Take(RecordKinds.Step, StepCodec.Write(new(slot, frame, []), new StepRecord(null, new(slot, [command], null), [])));
    }

    private LoadedSettlement Load(int hours)
    {
        var request = new SettleRequest(_desk.At("site.yaml"), [], [], [], null, new(2024, 7, 1), new(2024, 7, 2)) { Until = _eight + Duration.FromHours(hours) };
        return SettleLoading.Load(_site, request, _desk.At("home"), _ledger, TestContext.Current.CancellationToken);
    }

    private Statement Settle(int hours)
    {
        var statement = Load(hours).Settle();
        var first = _eight.ToUnixTimeSeconds();

        // Everything before the desk began is open; what the tests count is the time it ran.
        var before = (int)((first - statement.Range.Start.ToUnixTimeSeconds()) / 900);
        return statement with { OpenIntervals = statement.OpenIntervals - before - Enumerable.Range(0, 4 * hours).Count(index => _ledger.At(_eight + (_quarter * index)) is null) };
    }

    private void Begin(params (Instant Start, decimal Price)[] known)
    {
        var history = PriceHistory.Empty([_site.SettlementPoint], 0);
        foreach (var (at, price) in known)
        {
            history = history.With(new(at, new(price), [(double)price]));
        }

        var (_, start) = new RunDesk(_parts).Begin(
            _site with { Policy = "strike" }, "the site file", history, _quarter, null, new(new(_desk.At("home")), TimeProvider.System), TestContext.Current.CancellationToken);
        Take(RecordKinds.RunStart, RunStartCodec.Write(start with { At = _eight }));
    }

    private void Decide(int index, decimal? measuredMegawatts, params (int Index, decimal Price)[] prices) => Decide(index, measuredMegawatts, 0m, prices);

    private void Decide(int index, decimal? measuredMegawatts, decimal restartMachineMinutes, params (int Index, decimal Price)[] prices)
    {
        var frame = SignalFrame.Empty with
        {
            Prices = [.. prices.Select(price => new PriceReport(_eight + (_quarter * price.Index), new(price.Price), [(double)price.Price]))],
        };
        ImmutableArray<GroupRun> measured = measuredMegawatts is { } power
            ? [new(GroupState.Settled(_site.Site.Loads[0], 40_000), 1, 40_000, ExactEnergy.From(new(power), new(15m)), new(600_000m - restartMachineMinutes), new(restartMachineMinutes), 0)]
            : [];
        Take(RecordKinds.Step, StepCodec.Write(new(new Slot(_eight + (_quarter * index), _quarter), frame, measured), new StepRecord(null, null, [])));
    }

    private void Metered(int index, decimal megawatts)
    {
        for (var second = 0; second < 900; second += 60)
        {
            Pass(_eight + (_quarter * index) + Duration.FromSeconds(second), megawatts, Duration.FromSeconds(59));
        }
    }

    // The meter is asked every second; here it is enough that a sample is never older than fifteen.
    private void Pass(Instant at, decimal megawatts, Duration? until = null)
    {
        for (var sample = at; sample <= at + (until ?? Duration.Zero); sample += Duration.FromSeconds(15))
        {
            Take(RecordKinds.Pass, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{{\"at_utc\":\"{sample}\",\"meter_at_utc\":\"{sample}\",\"meter_mw\":{megawatts},\"machines\":[]}}")));
        }
    }

    private void Take(string kind, byte[] payload) => _ledger.Take(new(++_number, _eight, kind, RecordKinds.Version, payload));
}
