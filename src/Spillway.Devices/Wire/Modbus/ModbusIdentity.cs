using System.Collections.Immutable;
using System.Text;
using Spillway.Engine;

namespace Spillway.Devices.Wire.Modbus;

/// <summary>Who a Modbus device says it is.</summary>
/// <param name="ReadCode">What was asked: 1 basic, 2 regular, 3 extended, 4 one object.</param>
/// <param name="Objects">Texts by object number: 0 vendor, 1 product code, 2 revision, 5 model name.</param>
/// <param name="NextObject">The object to go on with; null where all were told.</param>
public sealed record ModbusIdentity(byte ReadCode, ImmutableSortedDictionary<byte, string> Objects, byte? NextObject)
{
    private const int HeadBytes = 5;
    private const byte BasicBothWays = 0x81;
    private const byte More = 0xFF;

    /// <summary>Writes it as the payload of an answer. Texts that do not fit into one answer are left for the next.</summary>
    /// <returns>The payload.</returns>
    public byte[] Write()
    {
        var bytes = new List<byte> { ReadCode, ReadCode == 4 ? BasicBothWays : ReadCode, 0, 0, 0 };
        foreach (var (number, text) in Objects)
        {
            var content = Encoding.UTF8.GetBytes(text);
            Invariant.Holds(content.Length <= byte.MaxValue);
            if (bytes.Count + 2 + content.Length > ModbusHeader.BodyBytesAtMost - 2)
            {
                bytes[2] = More;
                bytes[3] = number;
                break;
            }

            bytes.Add(number);
            bytes.Add((byte)content.Length);
            bytes.AddRange(content);
            bytes[4]++;
        }

        return [.. bytes];
    }

    /// <summary>Reads the payload of an answer.</summary>
    /// <param name="payload">What follows function and kind.</param>
    /// <param name="identity">Who it is.</param>
    /// <returns>False where counts and lengths do not meet.</returns>
    public static bool TryRead(ReadOnlySpan<byte> payload, out ModbusIdentity? identity)
    {
        identity = null;
        if (payload.Length < HeadBytes)
        {
            return false;
        }

        var objects = ImmutableSortedDictionary.CreateBuilder<byte, string>();
        var rest = payload[HeadBytes..];
        for (var count = 0; count < payload[4]; count++)
        {
            if (rest.Length < 2 || rest.Length < 2 + rest[1])
            {
                return false;
            }

            objects[rest[0]] = Encoding.UTF8.GetString(rest.Slice(2, rest[1]));
            rest = rest[(2 + rest[1])..];
        }

        identity = new(payload[0], objects.ToImmutable(), payload[2] == More ? payload[3] : null);
        return rest.IsEmpty;
    }
}
