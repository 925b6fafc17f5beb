namespace Spillway.Devices.Wire.Relays;

/// <summary>Which relay of which device, and who asks.</summary>
/// <param name="Device">The device's name in its topics.</param>
/// <param name="Row">The row of a device that has rows of relays; 0 else.</param>
/// <param name="Channel">The relay.</param>
/// <param name="Caller">A name of the caller's own, for protocols that answer to one.</param>
public sealed record RelayAddress(string Device, int Row, int Channel, string Caller)
{
    /// <summary>Fills a topic or payload in.</summary>
    /// <param name="template">Text with <c>{device}</c>, <c>{row}</c>, <c>{channel}</c> and <c>{caller}</c>.</param>
    /// <returns>The text.</returns>
    public string Fill(string template)
    {
        ArgumentNullException.ThrowIfNull(template);
        return template
            .Replace("{device}", Device, StringComparison.Ordinal)
            .Replace("{row}", $"{Row}", StringComparison.Ordinal)
            .Replace("{channel}", $"{Channel}", StringComparison.Ordinal)
            .Replace("{caller}", Caller, StringComparison.Ordinal);
    }
}
