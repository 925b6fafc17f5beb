using Spillway.Engine.Settlements.Bridges;

namespace Spillway.App.Statements.Papers;

/// <summary>How a bridge's parts are called on paper and on the screen.</summary>
internal static class BridgeWords
{
    /// <summary>The net a bridge starts from.</summary>
    public const string AlwaysOn = "Always on, nothing bought ahead";

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
        _ => "Orders and holds",
    };
}
