namespace Spillway.Engine.Signals.Orders;

/// <summary>Who gives way to whom: the lower number goes before the higher.</summary>
public enum OrderRank
{
    /// <summary>Protection and firm load shed by the grid.</summary>
    Protection = 1,

    /// <summary>The operator's emergency stop.</summary>
    EmergencyStop = 2,

    /// <summary>What a programme obliges the site to.</summary>
    Obligation = 3,

    /// <summary>What the operator wants for a while.</summary>
    OperatorHold = 4,

    /// <summary>What pays.</summary>
    Economics = 5,
}
