using Spillway.Engine;

namespace Spillway.App.Backtests;

/// <summary>What a backtest refuses.</summary>
public static class BacktestErrors
{
    /// <summary>The end of the range is not after its start.</summary>
    public static readonly ErrorCode RangeIsEmpty =
        new("SW4101", "The range is empty", "Give --to as a later local date than --from; --to itself is not included.");

    /// <summary>No interval of the range has a price.</summary>
    public static readonly ErrorCode NoPriceInRange =
        new("SW4102", "No price in the range", "Choose a range that the prices cover, or give or import the missing price files.");

    /// <summary>The hash price series misses a day that is needed.</summary>
    public static readonly ErrorCode HashpriceDoesNotCover =
        new("SW4103", "The hash price series does not cover the range", "Give a series from the day before --from to the day before --to, without a missing day.");

    /// <summary>A load needs a hash price and there is none.</summary>
    public static readonly ErrorCode HashpriceMissing =
        new("SW4104", "A load has neither a value nor a hash price", "Give the load value_usd_per_mwh, or revenue.hashprice_usd_per_ph_day, or --hashprice PATH.");

    /// <summary>An option's text is not a local date.</summary>
    public static readonly ErrorCode NotADate =
        new("SW4105", "Not a date", "Write local dates as YYYY-MM-DD.");

    /// <summary>The same policy text was asked for twice.</summary>
    public static readonly ErrorCode PolicyTwice =
        new("SW4106", "A policy is named twice", "Name each policy text once; always-on, strike and foresight are always listed.");

    /// <summary>A result file cannot be written.</summary>
    public static readonly ErrorCode CannotWrite =
        new("SW4107", "A result file cannot be written", "Choose a folder that exists and may be written to, with room left.");

    /// <summary>A sweep axis cannot be read.</summary>
    public static readonly ErrorCode SweepAxisUnreadable =
        new("SW4108", "A sweep axis cannot be read", "Write it as NAME=FROM:TO:STEP or NAME=A|B|C with NAME one of strike-price, hashprice, model, restart-minutes.");

    /// <summary>A sweep has more cells than are run.</summary>
    public static readonly ErrorCode SweepTooLarge =
        new("SW4109", "The sweep is too large", "Use fewer or coarser axes; a sweep runs at most 1,000 cells.");

    /// <summary>A range bound falls between two instants of the price grid.</summary>
    public static readonly ErrorCode OffGrid =
        new("SW4110", "The range does not start on the price grid", "Check the site's time_zone: a local day must begin at the start of an interval.");

    /// <summary>A scheme's price and positions at the market's price, in one backtest.</summary>
    public static readonly ErrorCode SchemeWithPositions =
        new("SW4111", "A scheme's price and positions in one backtest", "Leave out market.scheme or the blocks, trades and day-ahead contracts: a backtest knows one price. 'spillway settle' takes both.");
}
