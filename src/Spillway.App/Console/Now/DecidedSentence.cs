using Spillway.App.Boards;
using Spillway.App.Console.Texts;
using Spillway.Engine.Commands;
using Spillway.Units;

namespace Spillway.App.Console.Now;

/// <summary>When the reasons beside the groups were decided, and on which price: the newest one may be another by now.</summary>
public static class DecidedSentence
{
    /// <summary>The sentence.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="frame">What is shown.</param>
    /// <param name="currency">The site's currency.</param>
    /// <returns>One sentence; empty before the first decision.</returns>
    public static string Of(Reader reader, BoardFrame frame, string currency)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(frame);
        if (frame.State.Decision is not { } decision)
        {
            return "";
        }

        var at = reader.Time(decision.Slot.Start);
        return PriceOf(decision) is not { } price ? reader["Decided at {0}.", at]
            : price == frame.Price ? reader["Decided at {0} on the price {1} {2}/MWh.", at, Reader.Price(price), currency]
            : reader["Decided at {0} on the price known then, {1} {2}/MWh; the one above counts from the next decision.", at, Reader.Price(price), currency];
    }

    private static EnergyPrice? PriceOf(Decision decision) =>
        decision.Commands.Select(static command => command.Reason.Newest).FirstOrDefault(static price => price is not null);
}
