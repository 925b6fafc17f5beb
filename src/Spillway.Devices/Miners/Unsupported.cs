namespace Spillway.Devices.Miners;

/// <summary>The answer to an order that a family of machines cannot follow.</summary>
internal static class Unsupported
{
    public static DeviceFault Fault(string family, MinerCommand command) => new(
        DeviceFaultKind.Unsupported,
        command.Action == MinerAction.SetMode ? $"{family} has no mode {command.Mode}." : $"{family} cannot be told {command.Action}.");
}
