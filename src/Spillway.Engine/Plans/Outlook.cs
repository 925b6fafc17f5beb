using System.Collections.Immutable;
using NodaTime;
using Spillway.Engine.Forecasts;
using Spillway.Units;

namespace Spillway.Engine.Plans;

/// <summary>What look-ahead expects at one step: the same for every group, asked at each group's own worth.</summary>
internal sealed class Outlook
{
    private readonly PolicyQuestion _question;
    private readonly LookAheadSetup _setup;
    private readonly int _slotsPerDay;
    private readonly CrossSections _cross;
    private readonly CalendarSlot _judged;
    private readonly PublicationFeatures? _published;
    private readonly float[] _row;
    private readonly bool _knowsCurrent;

    public Outlook(PolicyQuestion question, LookAheadSetup setup, LookAheadMemory memory)
    {
        _question = question;
        _setup = setup;
        _slotsPerDay = CalendarSlot.PerDay(setup.Interval);
        _knowsCurrent = question.Prices.NewestStart == question.Slot.Start;
        IsHeld = memory.IsHeld;
        Bands = memory.Bands.Forecast(Judged, setup.Interval);
        _row = new float[PriceFeatures.Width + (setup.KnowsPublications ? PublicationFeatures.Width : 0)];
        if (question.Prices.Count > 0)
        {
            _judged = CalendarSlot.Of(Judged, setup.Zone, setup.Interval);
            _cross = new(Cross(1), Cross(2), Cross(4));
            _published = setup.KnowsPublications ? new(memory.Book, question.Prices.Points[question.Prices.OwnIndex].Name) : null;
        }
    }

    public ImmutableArray<PriceBand> Bands { get; }

    /// <summary>Whether anything of the site was ever held.</summary>
    public bool IsHeld { get; }

    /// <summary>The start of the first interval not yet known.</summary>
    private Instant Judged => _knowsCurrent ? _question.Slot.End : _question.Slot.Start;

    /// <summary>How much better running the interval is than not running it, as a multiple of what it earns; what the
    /// machines' state is worth afterwards is counted in.</summary>
    public double Advantage(EnergyPrice worth, double startCost, BoostedTrees model)
    {
        var newest = (double)(_question.Prices.Newest ?? EnergyPrice.Zero).Value;
        var value = (double)worth.Value;
        if (value <= 0.0)
        {
            // The scale of the features needs a positive worth; a step worth nothing runs when it is paid to.
            return value - newest;
        }

        var learned = Learned(value, model);
        return _knowsCurrent
            ? 1.0 - (newest / value) + Math.Min(Math.Max(learned, 0.0), startCost)
            : learned;
    }

    /// <summary>Whether the next price is expected above a worth more often than not.</summary>
    public bool IsAbove(EnergyPrice worth) => !Bands.IsEmpty && Bands[0].Middle > (double)worth.Value;

    /// <summary>A reason with the figures it rests on: the middle of what is expected, and for how many intervals that
    /// stays on its side of the worth.</summary>
    public Reason Reason(ReasonCode code, EnergyPrice worth)
    {
        if (Bands.IsEmpty)
        {
            return new(code, _question.Prices.Newest, worth, FollowsFrom: _question.Prices.NewestStart);
        }

        var above = IsAbove(worth);
        var ahead = 0;
        while (ahead < Bands.Length && (Bands[ahead].Middle > (double)worth.Value) == above)
        {
            ahead++;
        }

        return new(code, _question.Prices.Newest, worth, new(Cent(Bands[0].Middle)), ahead, _question.Prices.NewestStart);
    }

    private double Learned(double value, BoostedTrees model)
    {
        var prices = _question.Prices.Estimates;
        PriceFeatures.Fill(prices, in _cross, value, _judged, _slotsPerDay, _row.AsSpan(0, PriceFeatures.Width));
        var hour = _judged.Slot * 24 / _slotsPerDay;
        _published?.Fill(_question.Slot.Start, Judged, hour, prices[^1], value, _row.AsSpan(PriceFeatures.Width));
        return model.Predict(_row);
    }

    private CrossSection Cross(int back)
    {
        var index = Math.Max(_question.Prices.Count - back, 0);
        return CrossSection.Of(_question.Prices.Peers(index), _question.Prices.Price(index));
    }

    private static decimal Cent(double price) =>
        Math.Round((decimal)Math.Clamp(price, -1e9, 1e9), 2, MidpointRounding.AwayFromZero);
}
