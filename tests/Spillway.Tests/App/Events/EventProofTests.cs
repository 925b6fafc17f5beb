using System.Text.Json.Nodes;
using NodaTime;
using Shouldly;
using Spillway.App.Events;
using Spillway.Engine.Settlements.Baselines;
using Spillway.Engine.Signals.Field;
using Spillway.Engine.Signals.Orders;
using Spillway.Tests.Engine.Control;
using Spillway.Units;
using Xunit;
using static Spillway.Tests.App.Events.EventRig;

namespace Spillway.Tests.App.Events;

/// <summary>A grid order takes 20 MW down to 8 for a quarter of an hour, from five minutes into the fifth interval on. The price is 30,
/// in the sixth interval 90: what the desk would have done about that comes one interval later.</summary>
public sealed class EventProofTests
{
    private static readonly decimal[] _prices = [30m, 30m, 30m, 30m, 30m, 90m, 30m, 30m];

    // Several tests look at one run.
    private static readonly Lazy<Task<EventProof>> _standard = new(StandardAsync);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_figure_of_a_hand_worked_event_comes_out()
    {
        var proof = await _standard.Value;

        // Down after the pass five seconds later and up five seconds after the end: 900 s of 12 MW, 595 of them at 30 and 305 at 90.
        proof.NotDrawn.Value.ShouldBe(3m, 1e-9m);

        // The block is 4 MWh an interval, and of the 5 MWh that would have been drawn 3 + 1/60 were, then 4 − 1/60: beyond the block
        // 1 MWh less both times, and of the block 1 − 1/60 and 1/60.
        proof.Saved.Value.ShouldBe(30m + 90m, 1e-9m);
        proof.Sold.Value.ShouldBe((59m / 60m * 30m) + (1m / 60m * 90m), 1e-9m);
        proof.PowerCredits.Value.ShouldBe((59m / 60m * 2m) + (1m / 60m * 62m), 1e-9m);

        // All of hall b and 2 MW of hall a: 10 × 50 + 2 × 100 an hour; 120 machines of 1,000 TH/s.
        proof.GivenUp.Value.ShouldBe(700m * 900m / 3600m, 1e-6m);
        proof.Hashes.ShouldBe(120m * 900m * 1000m / 1_000_000m, 1e-6m);
        proof.Net.ShouldBe(proof.Saved + proof.Sold - proof.GivenUp);
        proof.Notes.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_came_off_when_is_told_from_the_mean_of_the_five_minutes_before()
    {
        var proof = await _standard.Value;

        proof.Before.ShouldBe(new InstructionBaseline(new Megawatts(20m), new(1m)));
        proof.Response.Select(point => point.Off?.Value).ShouldBe([0m, 12m, 12m, 12m, 12m]);
        proof.Delivery.ShouldBe(new Delivery(new(12m), new(12m), new(12m), DeliveryVerdict.Delivered) { Band = DeliveryBand.LoadResource });
        proof.Grade.Word.ShouldBe("site-meter");
        proof.Grade.Every.ShouldBe(Duration.FromSeconds(5));
    }

    [Fact]
    public async Task The_evidence_names_each_thing_with_its_instant_and_its_record()
    {
        var proof = await _standard.Value;

        proof.Evidence.Select(item => (item.What, (item.At - At(4, 300)).TotalSeconds)).ShouldBe([
            ("received", 0), ("accepted", 0), ("first-command", 0), ("first-confirmation", 5), ("all-confirmed", 5),
            ("level-reached", 5), ("deadline", 30), ("ended", 900), ("restored", 905),
        ]);
        proof.Evidence.Select(item => item.Number).ShouldBeInOrder();
        proof.Commands.Length.ShouldBe(120);
        proof.NotFollowed.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_the_order_the_desk_would_have_decided_by_the_prices_that_it_came_to_know()
    {
        using var rig = new EventRig(5, _prices).Give(At(4, 300), Order(untilInterval: 7));
        await rig.RunAsync(Cancellation);

        var proof = await rig.ProofAsync("grid-1", Cancellation);

        // In the seventh interval the last price was 90: hall b would have been off.
        proof.Slots.Select(slot => slot.Expected.Value).ShouldBe([20m, 20m, 10m, 20m]);
    }

    [Fact]
    public async Task The_band_is_what_the_undisturbed_intervals_before_left_of_the_plan()
    {
        using var rig = Shed();
        rig.Fleet.HouseLoad = new(1m);
        await rig.RunAsync(Cancellation);

        var proof = await rig.ProofAsync("grid-1", Cancellation);

        proof.Fit.Source.ShouldBe(PlanFitSource.Intervals);
        proof.Fit.Count.ShouldBe(4);
        proof.Fit.Middle.ShouldBe(1.05m, 0.001m);
        proof.Slots[0].Expected.Value.ShouldBe(21m, 0.01m);
        proof.Slots[0].Lowest.ShouldBeLessThanOrEqualTo(proof.Slots[0].Expected);
        proof.Slots[0].Highest.ShouldBeGreaterThanOrEqualTo(proof.Slots[0].Expected);
    }

    [Fact]
    public async Task Machines_that_refuse_are_named_and_a_level_that_was_missed_is_told()
    {
        using var rig = Shed();
        for (var machine = 0; machine < rig.Plant.Machines; machine++)
        {
            rig.Fleet.Refusing.Add(machine);
        }

        await rig.RunAsync(Cancellation);

        var proof = await rig.ProofAsync("grid-1", Cancellation);

        proof.NotFollowed.Count().ShouldBe(proof.Commands.Length);
        proof.NotFollowed.ShouldAllBe(one => one.Outcome == OutcomeKind.Refused);
        proof.NotFollowed.Select(one => one.Subject).ShouldContain("hall-b/0");
        proof.Evidence.Select(item => item.What).ShouldNotContain("level-reached");
        proof.Evidence.Single(item => item.What == "deadline").Detail.ToString().ShouldContain("missed");
        proof.Delivery!.Value.Verdict.ShouldBe(DeliveryVerdict.TooLittle);
        proof.GivenUp.Value.ShouldBe(0m, 1e-9m);
        var record = JudgedEvent.Record([new(proof.Event, proof.Delivery), new(proof.Event with { At = At(6, 0) }, proof.Delivery)], proof.Rules);
        record.DisqualifiedAt().ShouldBe(At(6, 0));
        ((string?)EventJson.Of([new(proof.Event, proof.Delivery)], record)["disqualified_utc"]).ShouldNotBeNull();
    }

    [Fact]
    public async Task Events_are_listed_with_their_ends_and_found_by_id_or_record()
    {
        using var rig = Shed().Give(At(6, 0), Plants.Ceiling(15m, 30, OrderRank.OperatorHold, "trim")).Give(At(6, 60), Plants.Release("trim")).Give(At(7, 0), Plants.Ceiling(5m, 30, id: "late"));
        await rig.RunAsync(Cancellation);

        var events = await rig.EventsAsync(Cancellation);

        events.Select(one => (one.Order.Id.Text, one.End?.By)).ShouldBe([("grid-1", null), ("trim", "release-trim"), ("late", null)]);
        events[2].End.ShouldBeNull();
        EventScan.Find(events, "trim")!.ShouldBeSameAs(events[1]);
        EventScan.Find(events, events[0].Number.ToString())!.ShouldBeSameAs(events[0]);
        EventScan.Find(events, "none").ShouldBeNull();
        var late = await rig.ProofAsync("late", Cancellation);
        late.Notes.ShouldContain(note => note.Contains("still held"));
    }

    [Fact]
    public async Task A_second_order_at_the_same_time_is_told()
    {
        using var rig = Shed().Give(At(4, 600), Plants.Ceiling(5m, 30, id: "deeper"));
        await rig.RunAsync(Cancellation);

        (await rig.ProofAsync("grid-1", Cancellation)).Notes.ShouldContain(note => note.Contains("deeper"));
    }

    [Fact]
    public async Task A_site_without_a_meter_is_proved_by_its_machines_and_graded_so()
    {
        using var rig = Shed();
        rig.Fleet.HasMeter = false;
        await rig.RunAsync(Cancellation);

        var proof = await rig.ProofAsync("grid-1", Cancellation);

        proof.Grade.Word.ShouldBe("machines-measured");
        proof.NotDrawn.Value.ShouldBe(3m, 0.05m);
    }

    [Fact]
    public async Task Satoshi_are_told_by_the_site_files_price_and_without_one_the_page_says_what_to_state()
    {
        var proof = await _standard.Value;
        var priced = proof with { Site = proof.Site with { BitcoinPrice = 60_000m } };

        Page(priced).ShouldContain("291,667 satoshi");
        ((decimal)EventJson.Of(priced, null)["totals"]!["satoshi_given_up"]!).ShouldBe(291_667m);
        Page(proof).ShouldContain("told in satoshi too where the site file states revenue.price_usd_per_bitcoin");
        Page(proof).ShouldNotContain("--bitcoin-price");
        EventJson.Of(proof, null)["totals"]!["satoshi_given_up"].ShouldBeNull();

        static string Page(EventProof proof)
        {
            var page = new StringWriter();
            EventPage.Write(proof, null, page);
            return page.ToString();
        }
    }

    [Fact]
    public async Task Page_and_json_hold_the_same_figures()
    {
        var proof = await _standard.Value;
        var page = new StringWriter();

        EventPage.Write(proof, 60_000m, page);
        var json = EventJson.Of(proof, 60_000m);

        var totals = (JsonObject)json["totals"]!;
        ((decimal)totals["not_drawn_mwh"]!).ShouldBe(3m);
        ((decimal)totals["sold_usd"]!).ShouldBe(31m);
        ((decimal)totals["production_given_up_usd"]!).ShouldBe(175m);

        // 175 USD at 60,000 a bitcoin.
        ((decimal)totals["satoshi_given_up"]!).ShouldBe(291_667m);
        var text = page.ToString();
        text.ShouldContain("120.00");
        text.ShouldContain("31.00");
        text.ShouldContain("291,667 satoshi");
        text.ShouldContain("level-reached");
        text.ShouldNotContain("http");
    }

    private static async Task<EventProof> StandardAsync()
    {
        using var rig = await Shed().RunAsync(CancellationToken.None);
        return await rig.ProofAsync("grid-1", CancellationToken.None);
    }

    private static EventRig Shed() => new EventRig(5, _prices).Give(At(4, 300), Order(untilInterval: 5));

    private static Order Order(int untilInterval) => Plants.Ceiling(8m, 30, id: "grid-1") with { Until = At(untilInterval, 300) };
}
