namespace Spillway.Engine.Sites.Rules;

/// <summary>What is being settled at a settlement point.</summary>
public enum SettlementUse
{
    /// <summary>Metered load.</summary>
    Physical = 0,

    /// <summary>Day-ahead energy, trades, fixed blocks.</summary>
    Financial = 1,
}
