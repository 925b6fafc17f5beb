using System.Globalization;
using Spillway.Engine.Settlements.Bridges;

namespace Spillway.App.Statements.Papers;

/// <summary>How a bridge's parts are called on paper and on the screen.</summary>
internal static class BridgeWords
{
    /// <summary>The net a bridge starts from.</summary>
    public const string AlwaysOn = "Always on, nothing bought ahead";

    /// <summary>What the desk planned.</summary>
    public const string Planned = "As planned, at expected prices";

    /// <summary>What is said where nothing tells what was planned.</summary>
    public const string NotPlanned = "From plan to what happened: not known without the journal of a desk (--journal PATH) that decided intervals of the range.";

    /// <summary>How much of the range the plan's bridge is about.</summary>
    public static string Reach(PlanComparison plan) => string.Create(
        CultureInfo.InvariantCulture,
        $"Production less real-time energy of {plan.Intervals:N0} planned intervals; {plan.Unplanned:N0} settled without a plan are not in it. Contracts are owed either way.");

    /// <summary>The net it ends at.</summary>
    public const string Happened = "What happened";

    /// <summary>The part in words.</summary>
    public static string Of(BridgePartKind kind) => kind switch
    {
        BridgePartKind.Volume => "Energy not drawn",
        BridgePartKind.Price => "Not drawn when dear",
        BridgePartKind.ProductionGivenUp => "Production given up",
        BridgePartKind.RestartLosses => "Restart losses",
        BridgePartKind.Contracts => "Contracts",
        BridgePartKind.Ancillary => "Ancillary services",
        BridgePartKind.EmergencyResponse => "Emergency response",
        BridgePartKind.CoincidentPeaks => "Coincident peaks",
        BridgePartKind.Delivery => "Delivery",
        BridgePartKind.RetailAdder => "Retail adder",
        BridgePartKind.Hosting => "Hosting",
        BridgePartKind.ForecastError => "Forecast error",
        BridgePartKind.MachineFailures => "Machine failures",
        BridgePartKind.LateResponse => "Late response",
        BridgePartKind.Unmetered => "Losses and unmetered load",
        _ => "Orders and holds",
    };
}
