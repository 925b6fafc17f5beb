using Spillway.Devices.Wire.Files;
using Spillway.Devices.Wire.Modbus;

namespace Spillway.Devices.Wire.Breakers;

/// <summary>Reads the file of a breaker's wiring.</summary>
internal static class BreakerWiringFile
{
    private const int LargestAddress = 65_535;
    private const int LongestWait = 60_000;
    private const int LongestPulse = 2_000;

    public static IReadOnlyCollection<string> Keys { get; } =
    [
        "breaker", "title", "open", "close", "trip", "closed", "opened", "tripped", "interlock", "remote", "withdrawn",
        "watchdog", "feedback_ms", "look_ms",
    ];

    public static BreakerWiring Read(string path) => From(KeyedFile.Read(path, Keys));

    public static BreakerWiring From(KeyedFile file)
    {
        var wiring = new BreakerWiring
        {
            Name = file.Need("breaker").Value,
            Title = file.Need("title").Value,
            Open = Write(file.Need("open")),
            Close = file.Find("close") is { } close ? Write(close) : null,
            Trip = file.Find("trip") is { } trip ? Write(trip) : null,
            Closed = Point(file.Find("closed")),
            Opened = Point(file.Find("opened")),
            Tripped = Point(file.Find("tripped")),
            Interlocked = Point(file.Find("interlock")),
            Remote = Point(file.Find("remote")),
            Withdrawn = Point(file.Find("withdrawn")),
            Watchdog = file.Find("watchdog") is { } watchdog ? Feeding(watchdog) : null,
            Feedback = TimeSpan.FromMilliseconds(file.Find("feedback_ms")?.Whole(10, LongestWait, "ms") ?? 3_000),
            Look = TimeSpan.FromMilliseconds(file.Find("look_ms")?.Whole(1, LongestPulse, "ms") ?? 20),
        };
        return wiring.Closed is null && wiring.Opened is null
            ? throw file.Lacks("neither 'closed' nor 'opened': without feedback nobody can know that it moved")
            : wiring;
    }

    // [not] coil|input|register|input-register ADDRESS [+ K*channel] [bit B | = V]
    private static BreakerPoint? Point(KeyedLine? line)
    {
        if (line is null)
        {
            return null;
        }

        var words = new Queue<string>(line.Words);
        var isInverted = Took(words, "not");
        var function = (words.TryDequeue(out var table) ? table : "") switch
        {
            "coil" => ModbusFunction.ReadCoils,
            "input" => ModbusFunction.ReadDiscreteInputs,
            "register" => ModbusFunction.ReadHoldingRegisters,
            "input-register" => ModbusFunction.ReadInputRegisters,
            _ => throw line.Refuse("not '[not] coil|input|register|input-register ADDRESS'."),
        };
        var (address, perChannel) = Address(line, words);
        var isBit = function is ModbusFunction.ReadCoils or ModbusFunction.ReadDiscreteInputs;
        if (isBit)
        {
            return words.Count == 0 ? new(function, address, perChannel, 1, 1, isInverted) : throw line.Refuse($"with words too many: '{string.Join(' ', words)}'.");
        }

        if (Took(words, "bit"))
        {
            var bit = Number(line, words, 15, "a bit from 0 to 15");
            return new(function, address, perChannel, (ushort)(1 << bit), (ushort)(1 << bit), isInverted);
        }

        return Took(words, "=")
            ? new(function, address, perChannel, ushort.MaxValue, (ushort)Number(line, words, ushort.MaxValue, "a value from 0 to 65535"), isInverted)
            : throw line.Refuse("without 'bit B' or '= VALUE'.");
    }

    // coil ADDRESS [+ K*channel] = on|off [for N ms]  ·  register ADDRESS [+ K*channel] = V [for N ms]  ·  schneider-command CODE
    private static BreakerWrite Write(KeyedLine line)
    {
        var words = new Queue<string>(line.Words);
        var kind = words.TryDequeue(out var table) ? table : "";
        if (kind == "schneider-command")
        {
            return new(BreakerWriteKind.SchneiderCommand, 0, 0, (ushort)Number(line, words, ushort.MaxValue, "a command code"), null);
        }

        if (kind is not ("coil" or "register"))
        {
            throw line.Refuse("not 'coil ADDRESS = on|off', 'register ADDRESS = VALUE' or 'schneider-command CODE'.");
        }

        var (address, perChannel) = Address(line, words);
        if (!Took(words, "="))
        {
            throw line.Refuse("without '= VALUE'.");
        }

        var value = kind == "coil" ? (Took(words, "on") ? 1 : Took(words, "off") ? 0 : throw line.Refuse("neither on nor off."))
            : Number(line, words, ushort.MaxValue, "a value from 0 to 65535");
        int? pulse = Took(words, "for") ? Number(line, words, LongestPulse, $"a pulse of at most {LongestPulse} ms: a coil that is held burns out") : null;
        return pulse is null || Took(words, "ms")
            ? new(kind == "coil" ? BreakerWriteKind.Coil : BreakerWriteKind.Register, address, perChannel, (ushort)value, pulse)
            : throw line.Refuse("where a pulse is not 'for NUMBER ms'.");
    }

    private static BreakerWrite Feeding(KeyedLine line)
    {
        var words = new Queue<string>(line.Words);
        return Took(words, "register") && Address(line, words) is var (address, perChannel)
            ? new(BreakerWriteKind.Register, address, perChannel, 0, null)
            : throw line.Refuse("not 'register ADDRESS'.");
    }

    private static (int Address, int PerChannel) Address(KeyedLine line, Queue<string> words)
    {
        var address = Number(line, words, LargestAddress, $"an address from 0 to {LargestAddress}");
        var sign = Took(words, "+") ? 1 : Took(words, "-") ? -1 : 0;
        if (sign == 0)
        {
            return (address, 0);
        }

        var word = words.TryDequeue(out var next) ? next : "";
        var factor = word == "channel" ? 1 : word.EndsWith("*channel", StringComparison.Ordinal) ? KeyedLine.Whole(word[..^"*channel".Length]) : null;
        return factor is >= 1 and <= 256 ? (address, sign * factor.Value) : throw line.Refuse("without '+ channel' or '+ NUMBER*channel' after the address.");
    }

    private static int Number(KeyedLine line, Queue<string> words, int most, string what) =>
        words.TryDequeue(out var word) && KeyedLine.Whole(word) is { } number && number <= most ? number : throw line.Refuse($"without {what}.");

    private static bool Took(Queue<string> words, string expected)
    {
        var isThere = words.TryPeek(out var word) && word == expected;
        if (isThere)
        {
            words.Dequeue();
        }

        return isThere;
    }
}
