using System.Collections.Immutable;

namespace Spillway.Devices.Miners.Avalon;

/// <summary>The <c>ascset</c> options that carry out an order, by what the machine is.</summary>
internal static class AvalonOrder
{
    private const string Reboot = "0,reboot,0";

    /// <summary>The options in order; null where the machine cannot.</summary>
    public static ImmutableArray<string>? Of(MinerCommand command, AvalonIdentity identity, string switchAt) => command.Action switch
    {
        MinerAction.Reboot => [Reboot],
        MinerAction.Sleep or MinerAction.Wake when identity.CannotRest => null,
        MinerAction.Sleep => [identity.RestsByHashPower ? "0,hashpower,0" : $"0,softoff,1:{switchAt}"],
        MinerAction.Wake => [identity.RestsByHashPower ? Reboot : $"0,softon,1:{switchAt}"],
        MinerAction.SetMode => Mode(command.Mode, identity, switchAt),
        _ => null,
    };

    // The A machines take a mode at the next start; the home machines at once, and where they rest only after they woke.
    private static ImmutableArray<string>? Mode(MinerMode mode, AvalonIdentity identity, string switchAt) => (mode, identity.IsHome) switch
    {
        (MinerMode.Low, true) => Home("0", identity, switchAt),
        (MinerMode.Normal, true) => Home("1", identity, switchAt),
        (MinerMode.High, true) => Home("2", identity, switchAt),
        (MinerMode.Normal, false) => ["0,workmode,0", Reboot],
        (MinerMode.High, false) => ["0,workmode,1", Reboot],
        _ => null,
    };

    private static ImmutableArray<string> Home(string number, AvalonIdentity identity, string switchAt) =>
        identity.CannotRest ? [$"0,workmode,set,{number}"] : [$"0,softon,1:{switchAt}", $"0,workmode,set,{number}"];
}
