using Spillway.Engine;

namespace Spillway.App.Backtests;

/// <summary>What is refused of a policy's text.</summary>
public static class PolicyErrors
{
    /// <summary>No policy has that name.</summary>
    public static readonly ErrorCode UnknownPolicy =
        new("SW4001", "Unknown policy", "Name one of always-on, strike, look-ahead, foresight.");

    /// <summary>The policy has no such parameter.</summary>
    public static readonly ErrorCode UnknownParameter =
        new("SW4002", "Unknown policy parameter", "strike takes price, restart, min-off and hours; the other policies take none.");

    /// <summary>A parameter's value cannot be used.</summary>
    public static readonly ErrorCode BadParameter =
        new("SW4003", "A policy parameter cannot be used", "Write strike:price=80,restart=60,min-off=30,hours=20-14: prices per MWh, min-off in minutes, hours in the site's local time.");

    /// <summary>A parameter is given twice.</summary>
    public static readonly ErrorCode ParameterTwice =
        new("SW4004", "A policy parameter is given twice", "Give each parameter once.");

    /// <summary>A policy that only exists in hindsight.</summary>
    public static readonly ErrorCode CannotRun =
        new("SW4005", "The policy cannot run a site", "Set desk.policy to always-on, strike or look-ahead; foresight is a yardstick for backtests.");
}
