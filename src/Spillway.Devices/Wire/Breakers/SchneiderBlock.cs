using System.Buffers.Binary;
using Spillway.Engine;

namespace Spillway.Devices.Wire.Breakers;

/// <summary>The command block of Schneider's breaker interfaces: registers 8000 to 8021 of the manual, one less on the wire.</summary>
public static class SchneiderBlock
{
    /// <summary>Where a command is written.</summary>
    public const int CommandAddress = 0x1F3F;

    /// <summary>Registers of a command.</summary>
    public const int CommandRegisters = 20;

    /// <summary>Where its result stands: the command's code, then the result.</summary>
    public const int ResultAddress = 0x1F53;

    /// <summary>Registers of a result.</summary>
    public const int ResultRegisters = 2;

    /// <summary>Result of a command that is not done yet.</summary>
    public const ushort InProgress = 3;

    /// <summary>Longest password. Unit: bytes.</summary>
    public const int PasswordBytes = 4;

    /// <summary>Code of the command that opens.</summary>
    public const ushort Open = 904;

    /// <summary>Code of the command that closes.</summary>
    public const ushort Close = 905;

    private const ushort ParameterBytes = 10;
    private const ushort Destination = 0x1201;
    private const ushort Security = 1;
    private const int PasswordRegister = 4;

    /// <summary>A command's registers.</summary>
    /// <param name="code">What to do.</param>
    /// <param name="password">Up to four letters; none where the interface wants none.</param>
    /// <returns>All twenty registers.</returns>
    public static ushort[] Command(ushort code, ReadOnlySpan<byte> password)
    {
        Invariant.Holds(password.Length <= PasswordBytes);
        var words = new ushort[CommandRegisters];
        words[0] = code;
        words[1] = ParameterBytes;
        words[2] = Destination;
        words[3] = Security;
        Span<byte> letters = stackalloc byte[PasswordBytes];
        letters.Clear();
        password.CopyTo(letters);
        words[PasswordRegister] = BinaryPrimitives.ReadUInt16BigEndian(letters);
        words[PasswordRegister + 1] = BinaryPrimitives.ReadUInt16BigEndian(letters[2..]);
        return words;
    }
}
