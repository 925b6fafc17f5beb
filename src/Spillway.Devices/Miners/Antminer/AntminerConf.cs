using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Spillway.Devices.Miners.Answers;
using Spillway.Engine;

namespace Spillway.Devices.Miners.Antminer;

/// <summary>The stored settings of a machine from 2020 on, and the text that changes its mode.</summary>
internal sealed class AntminerConf
{
    public const int Normal = 0;
    public const int Sleep = 1;

    /// <summary>Low power, then high efficiency: an image knows one of them.</summary>
    public static readonly ImmutableArray<int> LowModes = [3, 2];

    // A script reads the body up to the first end of line and uses values without quotes: blanks and signs of the shell break it.
    private static readonly SearchValues<char> _shellSigns = SearchValues.Create(" \t\r\n*?[]`$;&|<>()'\"\\");

    // The names that are read and, where the script wants another, written.
    private static readonly ImmutableArray<(string Read, string Written)> _kept =
    [
        ("bitmain-fan-ctrl", "bitmain-fan-ctrl"), ("bitmain-fan-pwm", "bitmain-fan-pwm"),
        ("bitmain-hashrate-percent", "bitmain-hashrate-percent"), ("bitmain-freq-level", "freq-level"),
    ];

    private readonly ImmutableArray<(string Name, string Json)> _values;

    private AntminerConf(ReadOnlyMemory<byte> bytes, int? mode, ImmutableArray<(string Name, string Json)> values)
    {
        Bytes = bytes;
        Mode = mode;
        _values = values;
    }

    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>What is set; null where the firmware knows no modes.</summary>
    public int? Mode { get; }

    public static DeviceAnswer<AntminerConf> Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var opened = MinerAnswers.Of([("get_miner_conf", bytes)]);
            var root = opened.Objects.FirstOrDefault();
            if (root.ValueKind != JsonValueKind.Object || !root.Names().Any())
            {
                return new(new DeviceFault(DeviceFaultKind.Malformed, "get_miner_conf: what came is no settings."));
            }

            var mode = root.Number("miner-mode", "bitmain-work-mode").Whole();
            return new(new AntminerConf(bytes, mode is >= 0 and < 100 ? (int)mode : null, [.. Values(root)]));
        }
        catch (RefusedException refusal)
        {
            return new(new DeviceFault(DeviceFaultKind.Malformed, refusal.Message));
        }
    }

    /// <summary>Whether stats have the shape of the firmware from 2020 on.</summary>
    public static bool IsNewShape(ReadOnlyMemory<byte> stats)
    {
        try
        {
            using var opened = MinerAnswers.Of([("stats", stats)]);
            return opened.Sections("INFO").Any();
        }
        catch (RefusedException)
        {
            // Not readable at all, so of no shape.
            return false;
        }
    }

    /// <summary>What is posted for a mode: one line, both of the names that images want it under.</summary>
    public byte[] Post(int mode)
    {
        var text = new StringBuilder("{");
        foreach (var (name, json) in _values)
        {
            text.Append('"').Append(name).Append("\":").Append(json).Append(',');
        }

        return Encoding.UTF8.GetBytes(text.Append("\"miner-mode\":").Append(mode).Append(",\"bitmain-work-mode\":").Append(mode).Append('}').ToString());
    }

    // What is left out keeps its stored value: so everything that the script could break on is left out, the pools too, whose
    // passwords are nobody's business here.
    private static IEnumerable<(string Name, string Json)> Values(JsonElement root)
    {
        foreach (var (read, written) in _kept)
        {
            if (root.Child(read) is { ValueKind: JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False } value
                && value.GetRawText().Trim('"') is { Length: > 0 and < 32 } plain && !plain.AsSpan().ContainsAny(_shellSigns))
            {
                yield return (written, value.GetRawText());
            }
        }
    }
}
