using System.Collections.Immutable;
using NodaTime;

namespace Spillway.Engine.Forecasts;

/// <summary>Expects the prices of the coming intervals from the newest price and the usual course of the day, and keeps
/// the bands around them honest as it goes.</summary>
/// <remarks>Each bound steps up when a price lands above where it was put and down when below, in the proportion its level asks, so
/// its coverage comes right whatever the prices do (online conformal calibration). It works on a square-root scale, on
/// which a spike does not drown the ordinary hours, and needs no history. A value: observing gives a new one.</remarks>
public sealed class PriceBands
{
    /// <summary>How many intervals ahead are forecast.</summary>
    public const int Horizon = 4;

    private const double Scale = 20.0;
    private const double ProfileRate = 0.1;
    private const double Step = 0.1;
    private const double MeanRate = 0.01;

    private readonly ImmutableArray<double> _profile;
    private readonly ImmutableArray<Persistence> _kept;
    private readonly ImmutableArray<BandCells> _cells;
    private readonly ImmutableArray<ImmutableArray<IssuedBand>> _issued;

    private PriceBands(
        ImmutableArray<double> profile,
        ImmutableArray<Persistence> kept,
        ImmutableArray<BandCells> cells,
        ImmutableArray<ImmutableArray<IssuedBand>> issued)
    {
        _profile = profile;
        _kept = kept;
        _cells = cells;
        _issued = issued;
    }

    /// <summary>Bands that have seen nothing.</summary>
    /// <param name="slotsPerDay">Intervals in a day: 288, 96 or 24.</param>
    /// <returns>The first state.</returns>
    public static PriceBands Start(int slotsPerDay) => new(
        [.. Enumerable.Repeat(double.NaN, slotsPerDay)],
        [.. Enumerable.Repeat(Persistence.Start, Horizon)],
        [.. Enumerable.Repeat(BandCells.Start, Horizon)],
        []);

    /// <summary>The share of prices that should lie below a bound.</summary>
    /// <param name="level">0 for the low bound, 1 for the middle, 2 for the high.</param>
    /// <returns>0.1, 0.5 or 0.9.</returns>
    public static double Share(int level) => level == 0 ? 0.1 : level == 1 ? 0.5 : 0.9;

    /// <summary>Takes in the price of the next interval, and learns from how it was forecast.</summary>
    /// <param name="price">Its price, currency per MWh.</param>
    /// <param name="slot">Its interval of the local day, from 0.</param>
    /// <returns>The bands afterwards.</returns>
    public PriceBands With(double price, int slot)
    {
        var scaled = FromPrice(price);
        var usual = double.IsNaN(_profile[slot]) ? scaled : _profile[slot];
        var kept = _kept.AsSpan().ToArray();
        var cells = _cells.AsSpan().ToArray();
        for (var ahead = 1; ahead <= Horizon && ahead <= _issued.Length; ahead++)
        {
            var band = _issued[ahead - 1][ahead - 1];
            cells[ahead - 1] = Learn(cells[ahead - 1], band, price, scaled);
            kept[ahead - 1] = kept[ahead - 1].With(band.Deviation, scaled - usual, scaled - band.Middle);
        }

        var profile = _profile.SetItem(slot, usual + (ProfileRate * (scaled - usual)));
        var issued = Issue(profile, kept, cells, scaled, slot);
        var older = _issued.Length < Horizon ? _issued : _issued[..(Horizon - 1)];
        return new(profile, [.. kept], [.. cells], [issued, .. older]);
    }

    /// <summary>The forecast of the coming intervals, as of the newest price taken in.</summary>
    /// <param name="first">The start of the first interval not yet known.</param>
    /// <param name="interval">The length of every interval.</param>
    /// <returns>One band an interval, nearest first; empty before the first price.</returns>
    public ImmutableArray<PriceBand> Forecast(Instant first, Duration interval)
    {
        if (_issued.IsEmpty)
        {
            return [];
        }

        var bands = ImmutableArray.CreateBuilder<PriceBand>(Horizon);
        for (var ahead = 0; ahead < Horizon; ahead++)
        {
            var band = _issued[0][ahead];
            bands.Add(new(
                first + (interval * ahead),
                ToPrice(band.Middle) + _cells[ahead].At(band.Kind, band.Block).Excess,
                ToPrice(band.Middle + band.Low),
                ToPrice(band.Middle + band.Half),
                ToPrice(band.Middle + band.High)));
        }

        return bands.MoveToImmutable();
    }

    private static double FromPrice(double price)
    {
        var root = Math.Sqrt(1.0 + (Math.Abs(price) / Scale)) - 1.0;
        return price < 0.0 ? -root : root;
    }

    private static double ToPrice(double scaled)
    {
        var root = Math.Abs(scaled) + 1.0;
        var price = ((root * root) - 1.0) * Scale;
        return scaled < 0.0 ? -price : price;
    }

    private static ImmutableArray<IssuedBand> Issue(
        ImmutableArray<double> profile, ReadOnlySpan<Persistence> kept, ReadOnlySpan<BandCells> cells, double newest, int slot)
    {
        var deviation = newest - profile[slot];
        var kind = newest < 0.2 ? 0 : newest < 0.6 ? 1 : newest < 1.0 ? 2 : newest < 2.0 ? 3 : 4;
        var issued = ImmutableArray.CreateBuilder<IssuedBand>(Horizon);
        for (var ahead = 1; ahead <= Horizon; ahead++)
        {
            var coming = (slot + ahead) % profile.Length;
            var usual = double.IsNaN(profile[coming]) ? profile[slot] : profile[coming];
            var block = coming * BandCells.Blocks / profile.Length;
            var spread = kept[ahead - 1].Spread;
            var cell = cells[ahead - 1].At(kind, block);
            var half = Math.Max(cell.Low, cell.Middle);
            issued.Add(new(
                usual + (kept[ahead - 1].Kept * deviation),
                deviation,
                kind,
                block,
                spread * cell.Low,
                spread * half,
                spread * Math.Max(half, cell.High)));
        }

        return issued.MoveToImmutable();
    }

    private static BandCells Learn(BandCells cells, IssuedBand band, double price, double scaled)
    {
        var cell = cells.At(band.Kind, band.Block);
        var error = scaled - band.Middle;
        return cells.With(band.Kind, band.Block, new(
            cell.Low + Moved(0),
            cell.Middle + Moved(1),
            cell.High + Moved(2),
            cell.Excess + (MeanRate * (price - ToPrice(band.Middle) - cell.Excess))));

        double Moved(int level) => Step * (error < band.Bound(level) ? Share(level) - 1.0 : Share(level));
    }
}
