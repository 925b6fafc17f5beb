using System.Collections.Immutable;
using Spillway.Devices.Wire.Files;
using Spillway.Devices.Wire.Modbus;

namespace Spillway.Devices.Wire.Meters;

/// <summary>Reads the file of a register map.</summary>
internal static class MeterMapFile
{
    private const int LargestAddress = 65_535;
    private const decimal LeastScale = 0.000001m;
    private const decimal LargestRange = 1_000_000_000;

    private static readonly Dictionary<string, MeterQuantity> _quantities = new()
    {
        ["power"] = MeterQuantity.Power,
        ["power_1"] = MeterQuantity.Power1,
        ["power_2"] = MeterQuantity.Power2,
        ["power_3"] = MeterQuantity.Power3,
        ["imported_energy"] = MeterQuantity.ImportedEnergy,
        ["exported_energy"] = MeterQuantity.ExportedEnergy,
        ["voltage"] = MeterQuantity.Voltage,
        ["voltage_1"] = MeterQuantity.Voltage1,
        ["voltage_2"] = MeterQuantity.Voltage2,
        ["voltage_3"] = MeterQuantity.Voltage3,
        ["frequency"] = MeterQuantity.Frequency,
        ["power_factor"] = MeterQuantity.PowerFactor,
        ["current"] = MeterQuantity.Current,
        ["current_1"] = MeterQuantity.Current1,
        ["current_2"] = MeterQuantity.Current2,
        ["current_3"] = MeterQuantity.Current3,
        ["voltage_thd"] = MeterQuantity.VoltageDistortion,
        ["voltage_thd_1"] = MeterQuantity.VoltageDistortion1,
        ["voltage_thd_2"] = MeterQuantity.VoltageDistortion2,
        ["voltage_thd_3"] = MeterQuantity.VoltageDistortion3,
        ["current_thd"] = MeterQuantity.CurrentDistortion,
        ["current_thd_1"] = MeterQuantity.CurrentDistortion1,
        ["current_thd_2"] = MeterQuantity.CurrentDistortion2,
        ["current_thd_3"] = MeterQuantity.CurrentDistortion3,
    };

    private static readonly Dictionary<string, RegisterType> _types = new()
    {
        ["u16"] = RegisterType.U16,
        ["s16"] = RegisterType.S16,
        ["u32"] = RegisterType.U32,
        ["s32"] = RegisterType.S32,
        ["u64"] = RegisterType.U64,
        ["s64"] = RegisterType.S64,
        ["f32"] = RegisterType.F32,
        ["f64"] = RegisterType.F64,
        ["m10k"] = RegisterType.M10K,
        ["f32-quadrant"] = RegisterType.F32Quadrant,
    };

    private static readonly Dictionary<string, decimal> _powers = new() { ["W"] = 0.000001m, ["kW"] = 0.001m, ["MW"] = 1 };
    private static readonly Dictionary<string, decimal> _energies = new() { ["Wh"] = 0.000001m, ["kWh"] = 0.001m, ["MWh"] = 1 };
    private static readonly Dictionary<string, decimal> _voltages = new() { ["V"] = 1, ["kV"] = 1000 };
    private static readonly Dictionary<string, decimal> _currents = new() { ["A"] = 1, ["kA"] = 1000 };
    private static readonly Dictionary<string, decimal> _frequencies = new() { ["Hz"] = 1 };
    private static readonly Dictionary<string, decimal> _ratios = new() { ["ratio"] = 1, ["%"] = 0.01m };

    public static IReadOnlyCollection<string> Keys { get; } =
        ["meter", "title", "function", "order", "consumption", "registers_at_most", "gap_at_most", .. _quantities.Keys];

    public static MeterMap Read(string path) => From(KeyedFile.Read(path, Keys));

    public static MeterMap From(KeyedFile file)
    {
        var function = file.Find("function") is { } line ? Function(line, line.Value) : ModbusFunction.ReadHoldingRegisters;
        var order = file.Find("order") is { } ordered ? Order(ordered, ordered.Value) : WordOrder.ABCD;
        var most = file.Find("registers_at_most")?.Whole(4, ModbusRequest.RegistersAtMost, "registers") ?? ModbusRequest.RegistersAtMost;
        var registers = file.Lines.Where(one => _quantities.ContainsKey(one.Key)).Select(one => Register(one, function, order)).ToImmutableArray();
        if (!registers.Any(one => one.Quantity is MeterQuantity.Power) && registers.Count(one => one.Quantity is MeterQuantity.Power1 or MeterQuantity.Power2 or MeterQuantity.Power3) != 3)
        {
            throw file.Lacks("neither 'power' nor all of 'power_1', 'power_2', 'power_3'");
        }

        return new(
            Name(file.Need("meter")),
            file.Need("title").Value,
            file.Find("consumption") is { } sign && IsNegative(sign),
            most,
            file.Find("gap_at_most")?.Whole(0, ModbusRequest.RegistersAtMost, "registers") ?? 0,
            registers);
    }

    private static string Name(KeyedLine line) =>
        line.Value.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-')
            ? line.Value
            : throw line.Refuse("not a name of lower-case letters, digits and '-'.");

    private static bool IsNegative(KeyedLine line) => line.Value switch
    {
        "negative" => true,
        "positive" => false,
        _ => throw line.Refuse("neither positive nor negative."),
    };

    // ADDRESS TYPE [×SCALE] [from LOW to HIGH] UNIT [ORDER] [function N]
    private static MeterRegister Register(KeyedLine line, ModbusFunction function, WordOrder order)
    {
        var words = new Queue<string>(line.Words);
        var quantity = _quantities[line.Key];
        if (words.Count < 3 || KeyedLine.Whole(words.Dequeue()) is not { } address || !_types.TryGetValue(words.Dequeue(), out var type))
        {
            throw line.Refuse($"not 'ADDRESS TYPE UNIT' with a type of {string.Join(", ", _types.Keys)}.");
        }

        var scale = Scale(line, words);
        var span = Span(line, words);
        var units = Units(quantity);
        if (!words.TryDequeue(out var unit) || !units.TryGetValue(unit, out var factor))
        {
            throw line.Refuse($"without a unit of {string.Join(", ", units.Keys)}.");
        }

        while (words.TryDequeue(out var word))
        {
            if (word == "function" && words.TryDequeue(out var number))
            {
                function = Function(line, number);
            }
            else
            {
                order = Order(line, word);
            }
        }

        if (address > LargestAddress + 1 - RegisterCode.Registers(type))
        {
            throw line.Refuse($"beyond the last register, {LargestAddress}.");
        }

        return span is { } range
            ? new(quantity, function, address, type, order, (range.High - range.Low) / 9999 * factor, range.Low * factor)
            : new(quantity, function, address, type, order, scale * factor, 0);
    }

    private static decimal Scale(KeyedLine line, Queue<string> words)
    {
        if (!words.TryPeek(out var word) || !word.StartsWith('x'))
        {
            return 1;
        }

        words.Dequeue();
        return KeyedLine.Fraction(word[1..]) is { } scale and >= LeastScale and <= LargestRange
            ? scale
            : throw line.Refuse($"with a scale that is no number from {LeastScale} to {LargestRange}, such as x0.01.");
    }

    private static (decimal Low, decimal High)? Span(KeyedLine line, Queue<string> words)
    {
        if (!words.TryPeek(out var word) || word != "from")
        {
            return null;
        }

        words.Dequeue();
        return words.TryDequeue(out var first) && KeyedLine.Fraction(first) is { } low
            && words.TryDequeue(out var to) && to == "to"
            && words.TryDequeue(out var second) && KeyedLine.Fraction(second) is { } high
            && low >= -LargestRange && high <= LargestRange && high - low >= LeastScale
                ? (low, high)
                : throw line.Refuse("without 'from LOW to HIGH', the values that 0 and 9999 stand for.");
    }

    private static Dictionary<string, decimal> Units(MeterQuantity quantity) => quantity switch
    {
        MeterQuantity.ImportedEnergy or MeterQuantity.ExportedEnergy => _energies,
        MeterQuantity.Voltage or MeterQuantity.Voltage1 or MeterQuantity.Voltage2 or MeterQuantity.Voltage3 => _voltages,
        MeterQuantity.Frequency => _frequencies,
        MeterQuantity.Power or MeterQuantity.Power1 or MeterQuantity.Power2 or MeterQuantity.Power3 => _powers,
        MeterQuantity.Current or MeterQuantity.Current1 or MeterQuantity.Current2 or MeterQuantity.Current3 => _currents,
        _ => _ratios,
    };

    private static ModbusFunction Function(KeyedLine line, string word) => word switch
    {
        "3" => ModbusFunction.ReadHoldingRegisters,
        "4" => ModbusFunction.ReadInputRegisters,
        _ => throw line.Refuse("with a function that is neither 3 nor 4."),
    };

    private static WordOrder Order(KeyedLine line, string word) =>
        Enum.TryParse<WordOrder>(word, out var order) && Enum.IsDefined(order) && !char.IsAsciiDigit(word[0])
            ? order
            : throw line.Refuse($"where '{word}' is no order of {string.Join(", ", Enum.GetNames<WordOrder>())}.");
}
