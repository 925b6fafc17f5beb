using System.Globalization;

namespace Spillway.Simulation.World;

/// <summary>What tells one machine from its like.</summary>
/// <param name="Number">The machine's number on its site, from 1.</param>
/// <param name="Mac">Hardware address, upper case with colons; locally administered, so that it is nobody's real one.</param>
/// <param name="Serial">Serial number of the control board.</param>
public sealed record MachineIdentity(int Number, string Mac, string Serial)
{
    /// <summary>The identity of a machine by its number: the same on every run.</summary>
    /// <param name="number">From 1 to 16,777,215.</param>
    /// <returns>Hardware address 02:53:50:xx:xx:xx and a serial number that both carry the number.</returns>
    public static MachineIdentity Of(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 0xFFFFFF);
        var mac = string.Create(CultureInfo.InvariantCulture, $"02:53:50:{number >> 16:X2}:{(number >> 8) & 0xFF:X2}:{number & 0xFF:X2}");
        return new(number, mac, string.Create(CultureInfo.InvariantCulture, $"SPW{number:D10}"));
    }
}
