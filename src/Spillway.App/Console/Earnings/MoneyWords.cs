using Spillway.App.Console.Texts;
using Spillway.App.Earnings;
using Spillway.App.Statements;
using Spillway.Engine.Settlements.Bridges;
using Spillway.Engine.Settlements.Statements;
using Spillway.Units;

namespace Spillway.App.Console.Earnings;

/// <summary>What stands on a statement, in the reader's words: made from codes, so that every language is whole.</summary>
public static class MoneyWords
{
    /// <summary>A charge.</summary>
    public static string Of(Reader reader, ChargeKind charge)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return charge switch
        {
            ChargeKind.EnergyRealTime => reader["Energy in real time"],
            ChargeKind.FixedBlock => reader["Bought ahead: blocks"],
            ChargeKind.DayAhead => reader["Bought ahead: day-ahead market"],
            ChargeKind.AncillaryAward => reader["Ancillary services sold"],
            ChargeKind.AncillaryImbalance => reader["Ancillary services bought back"],
            ChargeKind.EmergencyResponse => reader["Emergency response"],
            ChargeKind.CoincidentPeak => reader["Coincident peaks"],
            ChargeKind.Delivery => reader["Delivery"],
            ChargeKind.RetailAdder => reader["Retailer"],
            _ => reader["Hosted customers"],
        };
    }

    /// <summary>A part of a charge.</summary>
    public static string Of(Reader reader, LineComponent component)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return component switch
        {
            LineComponent.Consumption => reader["metered"],
            LineComponent.Purchase => reader["bought at the agreed price"],
            LineComponent.RealTimeValue => reader["worth in real time"],
            LineComponent.SellBackSpread => reader["spread on what was sold back"],
            LineComponent.Award => reader["award"],
            LineComponent.Imbalance => reader["off the award"],
            LineComponent.Adder => reader["adder"],
            LineComponent.Losses => reader["losses"],
            LineComponent.Fee => reader["fee"],
            LineComponent.Demand => reader["demand"],
            LineComponent.Ratchet => reader["earlier demand"],
            LineComponent.Energy => reader["delivered energy"],
            LineComponent.Share => reader["customer's share"],
            LineComponent.Credit => reader["credit"],
            _ => reader["penalty"],
        };
    }

    /// <summary>A reason of a bridge.</summary>
    public static string Of(Reader reader, BridgePartKind kind)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return kind switch
        {
            BridgePartKind.Volume => reader["Energy not drawn"],
            BridgePartKind.Price => reader["Not drawn when dear"],
            BridgePartKind.ProductionGivenUp => reader["Production given up"],
            BridgePartKind.RestartLosses => reader["Restart losses"],
            BridgePartKind.Contracts => reader["Contracts"],
            BridgePartKind.Ancillary => reader["Ancillary services"],
            BridgePartKind.EmergencyResponse => reader["Emergency response"],
            BridgePartKind.CoincidentPeaks => reader["Coincident peaks"],
            BridgePartKind.Delivery => reader["Delivery"],
            BridgePartKind.RetailAdder => reader["Retailer"],
            BridgePartKind.Hosting => reader["Hosted customers"],
            BridgePartKind.ForecastError => reader["Forecast error"],
            BridgePartKind.MachineFailures => reader["Machine failures"],
            BridgePartKind.LateResponse => reader["Late response"],
            BridgePartKind.Unmetered => reader["Losses and unmetered load"],
            _ => reader["Orders and holds"],
        };
    }

    /// <summary>What a reason of a bridge means, in a sentence.</summary>
    public static string Why(Reader reader, BridgePartKind kind)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return kind switch
        {
            BridgePartKind.Volume => reader["What was not drawn, at the mean price of the period."],
            BridgePartKind.Price => reader["What timing added: not drawn in the dear intervals rather than at the mean price."],
            BridgePartKind.ProductionGivenUp => reader["What that energy would have produced."],
            BridgePartKind.RestartLosses => reader["What restarting machines drew without producing."],
            BridgePartKind.Contracts => reader["What was bought ahead: owed at its price, worth the price of its interval."],
            BridgePartKind.Ancillary => reader["Capacity sold to the grid, less what was bought back."],
            BridgePartKind.EmergencyResponse => reader["Capacity sold as emergency response."],
            BridgePartKind.CoincidentPeaks => reader["The charge by demand at the system's peaks, met or avoided."],
            BridgePartKind.Delivery => reader["The wires company's tariff."],
            BridgePartKind.RetailAdder => reader["What the retailer adds to the market's price."],
            BridgePartKind.Hosting => reader["What hosted customers owe and are credited."],
            BridgePartKind.ForecastError => reader["The market settled at other prices than were expected."],
            BridgePartKind.MachineFailures => reader["Machines that were to run and did not."],
            BridgePartKind.LateResponse => reader["Machines that were to stop and still drew."],
            BridgePartKind.Unmetered => reader["What the site's meter counted and the groups' meters did not: it earned nothing."],
            _ => reader["What orders of the grid or of an operator changed."],
        };
    }

    /// <summary>Why an interval is open.</summary>
    public static string Of(Reader reader, OpenReason open)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return open switch
        {
            OpenReason.NoReading => reader["no meter reading"],
            OpenReason.NoPrice => reader["no price"],
            OpenReason.NoReadingAndNoPrice => reader["neither meter reading nor price"],
            _ => reader["settled"],
        };
    }

    /// <summary>Who pays: a sign said in words.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="owed">Positive = the site pays.</param>
    public static string Whose(Reader reader, decimal owed)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return owed > 0m ? reader["the site pays"] : owed < 0m ? reader["the site is paid"] : reader["nothing is owed"];
    }

    /// <summary>An amount to the cent without its sign: the words beside it say who pays.</summary>
    public static string Plain(Money amount) => Reader.Number(Math.Abs(LineAmount.ToCent(amount).Value), "#,##0.00");

    /// <summary>An amount to the cent with its sign, a plus too.</summary>
    public static string WithSign(Money amount) => Reader.Number(LineAmount.ToCent(amount).Value, "+#,##0.00;−#,##0.00;0.00");

    /// <summary>What long work is at.</summary>
    public static string Of(Reader reader, WorkStep step)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(step);
        var text = step.Stage switch
        {
            WorkStage.ReadingJournal => reader["Reading the journal"],
            WorkStage.Settling => reader["Settling the intervals"],
            WorkStage.Reconciling => reader["Holding the bill against the statement"],
            WorkStage.WritingBundle => reader["Writing the bundle"],
            WorkStage.CheckingBundle => reader["Checking the bundle"],
            _ => reader["Waiting"],
        };
        return step.Share is { } share ? $"{text}, {Reader.Percent((decimal)share)}" : text;
    }

    /// <summary>What became of work.</summary>
    public static string Of(Reader reader, WorkState state)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return state switch
        {
            WorkState.Running => reader["at work"],
            WorkState.Done => reader["done"],
            WorkState.Cancelled => reader["ended by hand"],
            _ => reader["failed"],
        };
    }

    /// <summary>What a step of a line's trail is.</summary>
    public static string Step(Reader reader, string what)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return what switch
        {
            RowNames.Reading => reader["Meter reading"],
            RowNames.Award => reader["Award"],
            "quantity" => reader["Quantity that the contract states"],
            "price" => reader["Price"],
            "price-row" => reader["Row of the price file"],
            "contract" => reader["Clause of the site file"],
            "rule" => reader["Market rules"],
            "record" => reader["What the record says"],
            _ => reader["Record of the journal"],
        };
    }
}
