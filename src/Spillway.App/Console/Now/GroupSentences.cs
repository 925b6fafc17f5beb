using Spillway.App.Console.Texts;
using Spillway.Engine.Commands.Control;
using Spillway.Engine.Plans;
using Spillway.Units;

namespace Spillway.App.Console.Now;

/// <summary>Why a group is on or off, in one sentence in the reader's language: made from codes and figures, so that no language lacks one.</summary>
/// <param name="reader">Who reads.</param>
public sealed class GroupSentences(Reader reader)
{
    /// <summary>The sentence.</summary>
    /// <param name="group">What is known of the group.</param>
    /// <returns>One sentence with its full stop.</returns>
    public string Why(GroupFacts group)
    {
        ArgumentNullException.ThrowIfNull(group);
        var stands = Stands(group);
        return group.Because switch
        {
            CauseKind.Economics => Economics(group, stands),
            CauseKind.Canary => reader["{0}: some machines go first; the others follow when those have done as they were told.", stands],
            CauseKind.Hold => Ordered(group, reader["{0}: held by order {1} of {2}", stands, OrderId(group), GivenWords.Source(reader, group.Source)]),
            CauseKind.Ceiling => Ordered(group, reader["{0}: the site is held at {1} by order {2} of {3}", stands, Reader.Mw(group.Order?.Level), OrderId(group), GivenWords.Source(reader, group.Source)]),
            CauseKind.Floor => Ordered(group, reader["{0}: the site is kept at {1} or more by order {2} of {3}", stands, Reader.Mw(group.Order?.Level), OrderId(group), GivenWords.Source(reader, group.Source)]),
            CauseKind.Stop => Ordered(group, reader["{0}: everything is stopped by order {1} of {2}", stands, OrderId(group), GivenWords.Source(reader, group.Source)]),
            CauseKind.ImportLimit => reader["{0}: the connection's limit of {1} leaves no room for more.", stands, Reader.Mw(group.ImportLimit)],
            CauseKind.Ramp => reader["{0}: the ramp lets no more happen yet.", stands],
            CauseKind.FailSafe => FailSafe(group, stands),
            CauseKind.LockOut => reader["{0}: locked out for maintenance; it stays as it is and nobody commands it.", stands],
            _ => reader["Nothing has been decided yet."],
        };
    }

    /// <summary>How much of a group shall run: on, off, or how many of how many.</summary>
    /// <param name="group">What is known of the group.</param>
    public string Stands(GroupFacts group)
    {
        ArgumentNullException.ThrowIfNull(group);
        return group.Target <= 0 ? reader["Off"]
            : group.Target >= group.Machines ? reader["On"]
            : reader["{0} of {1} on", Reader.Number(group.Target, "#,##0"), Reader.Number(group.Machines, "#,##0")];
    }

    private string Economics(GroupFacts group, string stands)
    {
        if (group.Reason is not { } reason)
        {
            return reader["Nothing has been decided yet."];
        }

        var newest = reason.Newest ?? group.Price;
        var worth = Reader.Price(reason.Worth ?? group.Value);
        return reason.Code switch
        {
            ReasonCode.AlwaysOn => reader["{0}: the policy never stops.", stands],
            ReasonCode.FirstInterval => reader["{0}: no price is known yet in the first interval.", stands],
            ReasonCode.PriceBelowValue when newest is { } price && price < EnergyPrice.Zero =>
                reader["{0}: the price {1} is below zero, the site is paid to run.", stands, Reader.Price(price)],
            ReasonCode.PriceBelowValue => reader["{0}: the price {1} is below what {2} earns, {3} {4}/MWh.", stands, Reader.Price(newest), group.Group, worth, group.Currency],
            ReasonCode.PriceAboveValue => reader["{0}: the price {1} is above what {2} earns, {3} {4}/MWh.", stands, Reader.Price(newest), group.Group, worth, group.Currency],
            ReasonCode.ExpectedGain => reader["{0}: a price of {1} is expected, below what {2} earns, {3} {4}/MWh.", stands, Reader.Price(reason.Expected ?? newest), group.Group, worth, group.Currency],
            ReasonCode.ExpectedLoss => reader["{0}: a price of {1} is expected, above what {2} earns, {3} {4}/MWh.", stands, Reader.Price(reason.Expected ?? newest), group.Group, worth, group.Currency],
            ReasonCode.CoincidentPeak => reader["{0}: this interval may be the month's peak, and running through it would cost more than {1} earns.", stands, group.Group],
            ReasonCode.Obligation => reader["{0}: {1} holds {2} of the site.", stands, reason.Holder ?? Reader.None, Reader.Mw(reason.Held)],
            _ => Limited(reason.Code, stands),
        };
    }

    private string Limited(ReasonCode code, string stands) => code switch
    {
        ReasonCode.RestartCostsMore => reader["{0}: a stop and a restart would cost more than the loss that is coming.", stands],
        ReasonCode.RestartNotYetPaid => reader["{0}: what running would gain does not yet pay for the restart.", stands],
        ReasonCode.PerfectForesight => reader["{0}: so says the plan that knows every price.", stands],
        ReasonCode.AboveRestartPrice => reader["{0}: the price has not come down yet to the one at which it starts again.", stands],
        ReasonCode.MinimumOffTime or ReasonCode.MinimumDownTime => reader["{0}: its least time off is not over.", stands],
        ReasonCode.MinimumUpTime => reader["{0}: its least time on is not over.", stands],
        ReasonCode.OutsideWindow => reader["{0}: the hour lies outside of its running window.", stands],
        ReasonCode.ImportLimit => reader["{0}: more valuable groups use up the connection's limit.", stands],
        ReasonCode.RampLimit => reader["{0}: the site may not change its power faster.", stands],
        _ => reader["{0}: so says the plan.", stands],
    };

    private string Ordered(GroupFacts group, string what) => group.Until is { } until
        ? reader["{0} until {1}.", what, reader.Time(until)]
        : reader["{0} until it is released.", what];

    private string FailSafe(GroupFacts group, string stands) =>
        group.Alarms.Contains(AlarmCode.StaleMeter) ? reader["{0}: the site meter is silent, and nothing is raised until it speaks.", stands]
        : group.Alarms.Contains(AlarmCode.StalePrice) ? reader["{0}: no new price has come, and nothing is raised until one does.", stands]
        : group.Alarms.Contains(AlarmCode.LostClock) ? reader["{0}: the clock jumped, and nothing is moved until it has run evenly.", stands]
        : group.Alarms.Contains(AlarmCode.Restarted) ? reader["{0}: the desk has just restarted and hears its machines first.", stands]
        : group.Alarms.Contains(AlarmCode.LostGroup) ? reader["{0}: too many of its machines cannot be reached.", stands]
        : group.Reason is null ? reader["{0}: as it was found; nothing has been decided yet.", stands]
        : reader["{0}: kept as it is by the fail-safe table.", stands];

    private static string OrderId(GroupFacts group) => group.Order?.Order.Id.Text ?? Reader.None;
}
