using NodaTime;
using Shouldly;
using Spillway.Engine.Forecasts;
using Spillway.Engine.Signals;
using Xunit;

namespace Spillway.Tests.Engine.Forecasts;

public sealed class PublicationTests
{
    private static readonly Instant _noon = Instant.FromUtc(2023, 6, 1, 12, 0);
    private static readonly Duration _hour = Duration.FromHours(1);

    [Fact]
    public void A_figure_is_seen_only_from_when_it_was_known()
    {
        var book = PublicationBook.Empty.With([DayAhead("HB_HUBAVG", 0, 50.0, known: -5), DayAhead("HB_HUBAVG", 1, 200.0, known: 1)]);
        var features = new PublicationFeatures(book, "LZ_WEST");

        Row(features, now: 0)[1].ShouldBe(0.5f);
        Row(features, now: 0)[2].ShouldBe(float.NaN);
        Row(features, now: 1)[2].ShouldBe(2.0f);
    }

    [Fact]
    public void A_zone_without_a_day_ahead_price_takes_that_of_its_hub()
    {
        var own = PublicationBook.Empty.With([DayAhead("HB_HUBAVG", 0, 50.0, -5), DayAhead("HB_WEST", 0, 30.0, -5), DayAhead("LZ_WEST", 0, 40.0, -5)]);
        var hub = PublicationBook.Empty.With([DayAhead("HB_HUBAVG", 0, 50.0, -5), DayAhead("HB_WEST", 0, 30.0, -5)]);

        Row(new(own, "LZ_WEST"), 0)[9].ShouldBe(0.4f);
        Row(new(hub, "LZ_WEST"), 0)[9].ShouldBe(0.3f);
        Row(new(hub, "LZ_NORTH"), 0)[9].ShouldBe(float.NaN);
    }

    [Fact]
    public void A_book_never_changes_whatever_is_added_to_it_later()
    {
        var book = PublicationBook.Empty.With([DayAhead("HB_HUBAVG", 0, 50.0, -5)]);
        var corrected = book.With([DayAhead("HB_HUBAVG", 0, 70.0, -4)]);
        var longer = book.With([DayAhead("HB_HUBAVG", 1, 90.0, -4)]);
        var earlier = corrected.With([DayAhead("HB_HUBAVG", -30, 10.0, -40)]);

        Row(new(book, "LZ_WEST"), 0)[1].ShouldBe(0.5f);
        Row(new(corrected, "LZ_WEST"), 0)[1].ShouldBe(0.7f);
        Row(new(corrected, "LZ_WEST"), 0)[2].ShouldBe(float.NaN);
        Row(new(longer, "LZ_WEST"), 0)[2].ShouldBe(0.9f);
        Row(new(earlier, "LZ_WEST"), 0)[1].ShouldBe(0.7f);
    }

    [Fact]
    public void A_figure_that_comes_after_the_question_it_was_to_be_known_at_does_not_reach_the_book_of_that_question()
    {
        var first = PublicationBook.Empty.With([DayAhead("HB_HUBAVG", -1, 50.0, -5)], _noon - _hour);
        var asked = first.With([], _noon);
        var late = asked.With([DayAhead("HB_HUBAVG", 0, 70.0, 0)], _noon + _hour);
        var next = late.With([DayAhead("HB_HUBAVG", 1, 90.0, 2)], _noon + (2 * _hour));

        Row(new(asked, "LZ_WEST"), 0)[1].ShouldBe(float.NaN);
        Row(new(late, "LZ_WEST"), 0)[1].ShouldBe(0.7f);
        Row(new(next, "LZ_WEST"), 2)[2].ShouldBe(0.9f);
        Row(new(late, "LZ_WEST"), 1)[2].ShouldBe(float.NaN);
    }

    [Fact]
    public void Load_and_wind_are_those_of_the_newest_hour_that_is_known()
    {
        var load = Enumerable.Range(-200, 201).Select(at => new Publication(
            PublicationKind.SystemLoad, "ERCOT", _noon + (_hour * at), _hour, _noon + (_hour * (at + 2)), 40_000.0 + (10.0 * at)));
        var wind = Enumerable.Range(-200, 201).Select(at => new Publication(
            PublicationKind.WindGeneration, "Wind", _noon + (_hour * at), _hour, _noon + (_hour * (at + 2)), 9_000.0 + at));
        var row = Row(new(PublicationBook.Empty.With([.. load, .. wind]), "LZ_WEST"), 0);

        // At noon the hour from ten to eleven is the newest; the week before says how the load goes on from it.
        row[13].ShouldBe((float)(38_320.0 * 39_980.0 / 38_300.0));
        row[19].ShouldBe(8_998f);
        row[20].ShouldBe(1f);
    }

    private static Publication DayAhead(string point, int hour, double price, int known) =>
        new(PublicationKind.DayAheadPrice, point, _noon + (_hour * hour), _hour, _noon + (_hour * known), price);

    private static float[] Row(PublicationFeatures features, int now)
    {
        var row = new float[PublicationFeatures.Width];
        features.Fill(_noon + (_hour * now), _noon, 7, 60.0, 100.0, row);
        return row;
    }
}
