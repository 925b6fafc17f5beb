namespace Spillway.Engine.Sites.Contracts;

/// <summary>What a hosted customer's MWh is priced by.</summary>
public enum HostingPrice
{
    /// <summary>An agreed price.</summary>
    Fixed = 0,

    /// <summary>The real-time price of metered load, as it is.</summary>
    PassThrough = 1,

    /// <summary>The real-time price of metered load and a margin on each MWh.</summary>
    CostPlus = 2,
}
