using NodaTime;
using NodaTime.Text;
using Spillway.App.Sites;
using Spillway.App.Sites.Contracts;
using Spillway.Engine;
using Spillway.Engine.Signals;
using Spillway.Simulation.Backtest;

namespace Spillway.App.Backtests;

/// <summary>Checks that a range, its prices and its hash prices fit together, and makes the input of a backtest.</summary>
public static class BacktestRange
{
    /// <summary>Reads a local date from an option.</summary>
    /// <param name="option">The option's name, for the message.</param>
    /// <param name="text">What was written.</param>
    /// <returns>The date.</returns>
    /// <exception cref="RefusedException">It is not a date.</exception>
    public static LocalDate Date(string option, string text)
    {
        var parsed = LocalDatePattern.Iso.Parse(text);
        return parsed.Success
            ? parsed.Value
            : throw new RefusedException(BacktestErrors.NotADate, $"{option} is '{text}', which is not a local date.");
    }

    /// <summary>Puts a backtest's input together.</summary>
    /// <param name="site">The site.</param>
    /// <param name="request">Range and files, for messages.</param>
    /// <param name="prices">The price history.</param>
    /// <param name="hashprices">A series from <c>--hashprice</c>; null means the site file's constant.</param>
    /// <param name="publications">Other figures with the time each was known.</param>
    /// <returns>The checked input.</returns>
    /// <exception cref="RefusedException">The range is empty, has no price, or its hash prices have holes.</exception>
    public static BacktestInput Input(
        SiteDefinition site,
        BacktestRequest request,
        PriceSeries prices,
        HashpriceSeries? hashprices,
        IEnumerable<Publication> publications)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(request);
        CheckOrder(request);
        var from = request.From.AtStartOfDayInZone(site.TimeZone).ToInstant();
        var to = request.To.AtStartOfDayInZone(site.TimeZone).ToInstant();
        var paid = hashprices ?? (site.Hashprice is { } constant ? HashpriceSeries.Constant(constant) : null);
        var input = new BacktestInput(site.Site, prices, paid, [.. publications], from, to, site.Knowledge);
        CheckPrices(input, site, request);
        ContractCoverage.Require(site, new(from, to));
        CheckHashprices(input, request);
        return input;
    }

    /// <summary>Refuses a range whose end is not after its start; asked before any file is read.</summary>
    /// <param name="request">The range.</param>
    /// <exception cref="RefusedException">The range is empty.</exception>
    public static void CheckOrder(BacktestRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.To <= request.From)
        {
            throw new RefusedException(
                BacktestErrors.RangeIsEmpty, $"--from {request.From:uuuu-MM-dd} --to {request.To:uuuu-MM-dd} holds no day.");
        }
    }

    private static void CheckPrices(BacktestInput input, SiteDefinition site, BacktestRequest request)
    {
        if (input.Range.IsEmpty)
        {
            var have = input.Prices.Intervals;
            var covers = have.IsEmpty
                ? "there are none"
                : $"they reach from {InstantPattern.General.Format(have[0].Start)} to {InstantPattern.General.Format(have[^1].Start + input.Prices.Interval)}";
            throw new RefusedException(
                BacktestErrors.NoPriceInRange,
                $"{site.SettlementPoint} has no price from {request.From:uuuu-MM-dd} to {request.To:uuuu-MM-dd} ({site.TimeZone.Id}); {covers}.");
        }

        if ((input.Range[0].Start - input.From).BclCompatibleTicks % input.Prices.Interval.BclCompatibleTicks != 0)
        {
            throw new RefusedException(
                BacktestErrors.OffGrid,
                $"--from {request.From:uuuu-MM-dd} begins at {InstantPattern.General.Format(input.From)}, between two intervals of {input.Prices.Interval.TotalMinutes} minutes.");
        }
    }

    private static void CheckHashprices(BacktestInput input, BacktestRequest request)
    {
        var hungry = input.Site.Loads.FirstOrDefault(load => load.Value is null);
        if (hungry is null)
        {
            return;
        }

        if (input.Hashprices is not { } series)
        {
            throw new RefusedException(
                BacktestErrors.HashpriceMissing, $"{request.SiteFile}: load '{hungry.Id}' has no value of its own and the site no hash price.");
        }

        var day = input.Range[0].Start.InUtc().Date.PlusDays(-1);
        var last = input.Range[^1].Start.InUtc().Date;
        for (; day <= last; day = day.PlusDays(1))
        {
            if (series.On(day) is null)
            {
                throw new RefusedException(
                    BacktestErrors.HashpriceDoesNotCover,
                    $"{request.Hashprice}: no hash price for {day:uuuu-MM-dd} (UTC); the series reaches from {series.First:uuuu-MM-dd} to {series.Last:uuuu-MM-dd}.");
            }
        }
    }
}
