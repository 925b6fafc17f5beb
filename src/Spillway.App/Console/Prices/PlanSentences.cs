using Spillway.App.Console.Texts;
using Spillway.Engine.Plans;
using Spillway.Units;

namespace Spillway.App.Console.Prices;

/// <summary>Why the desk decided so, in the reader's words: made from the reason's code and figures.</summary>
public static class PlanSentences
{
    /// <summary>A reason.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="reason">The reason.</param>
    /// <param name="currency">Of its prices.</param>
    /// <returns>A sentence.</returns>
    public static string Of(Reader reader, Reason reason, string currency)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(reason);
        var (newest, worth, expected) = (Price(reason.Newest, currency), Price(reason.Worth, currency), Price(reason.Expected, currency));
        var ahead = reason.IntervalsAhead ?? 0;
        return reason.Code switch
        {
            ReasonCode.AlwaysOn => reader["The policy never stops."],
            ReasonCode.FirstInterval => reader["The first interval: nothing was decided before, so it runs."],
            ReasonCode.PriceBelowValue => reader["The last price, {0}, is below what a MWh earns here, {1}.", newest, worth],
            ReasonCode.PriceAboveValue => reader["The last price, {0}, is not below what a MWh earns here, {1}.", newest, worth],
            ReasonCode.ExpectedGain => reader["Last price {0}, a MWh earns {1}, about {2} is expected: running is expected to gain.", newest, worth, expected],
            ReasonCode.ExpectedLoss => reader["Last price {0}, a MWh earns {1}, about {2} is expected: running is expected to lose.", newest, worth, expected],
            ReasonCode.RestartCostsMore => reader["Last price {0}, a MWh earns {1}: dear for {2} intervals, but stopping and starting again would cost more.", newest, worth, ahead],
            ReasonCode.RestartNotYetPaid => reader["Last price {0}, a MWh earns {1}: cheap for {2} intervals, which does not pay for a start yet.", newest, worth, ahead],
            ReasonCode.PerfectForesight => reader["The plan of one who knows every price."],
            ReasonCode.AboveRestartPrice => reader["Last price {0}: it starts again below {1}.", newest, worth],
            ReasonCode.MinimumOffTime => reader["The strike rule's least time off is not over."],
            ReasonCode.OutsideWindow => reader["Outside the hours in which it may run."],
            ReasonCode.MinimumUpTime => reader["Started machines serve their least time on."],
            ReasonCode.MinimumDownTime => reader["Stopped machines serve their least time off."],
            ReasonCode.ImportLimit => reader["More valuable machines use up the import limit."],
            ReasonCode.RampLimit => reader["The site may not change its power faster."],
            ReasonCode.CoincidentPeak => reader["Last price {0}; with the chance that this is the month's peak {1}, and a MWh earns {2}.", newest, expected, worth],
            ReasonCode.SellBackSpread => reader["Last price {0}, a MWh earns {1}: what was bought ahead would be sold back below the price, for less than running earns.", newest, worth],
            _ => reader["{0} are held by {1}.", Reader.Mw(reason.Held), reason.Holder ?? Reader.None],
        };
    }

    private static string Price(EnergyPrice? price, string currency) => price is null ? Reader.None : $"{Reader.Price(price)} {currency}/MWh";
}
