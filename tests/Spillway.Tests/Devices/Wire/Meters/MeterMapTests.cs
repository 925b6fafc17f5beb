using CsCheck;
using Shouldly;
using Spillway.Devices.Meters;
using Spillway.Devices.Wire.Files;
using Spillway.Devices.Wire.Meters;
using Spillway.Devices.Wire.Modbus;
using Spillway.Engine;
using Spillway.Tests.Markets;
using Xunit;

namespace Spillway.Tests.Devices.Wire.Meters;

public sealed class MeterMapTests
{
    private const string Good = "meter: my-meter\ntitle: Mine\npower: 100 f32 kW\n";

    [Theory]
    [InlineData("power 100", "line 1: 'power 100' is not 'key: value'")]
    [InlineData("meter: my-meter\npowr: 1 f32 W", "line 2: 'powr' is not one of")]
    [InlineData(Good + "power: 200 f32 kW", "line 4: 'power' stands in line 3 already")]
    [InlineData("meter: my-meter\ntitle: Mine", "neither 'power' nor all of")]
    [InlineData("title: Mine\npower: 100 f32 kW", "has no 'meter'")]
    [InlineData("meter: My Meter\ntitle: Mine\npower: 100 f32 kW", "line 1: meter is 'My Meter'")]
    [InlineData("meter: my-meter\ntitle: Mine\npower: 100 f33 kW", "line 3: power is '100 f33 kW'")]
    [InlineData("meter: my-meter\ntitle: Mine\npower: 100 f32 kWh", "without a unit of W, kW, MW")]
    [InlineData("meter: my-meter\ntitle: Mine\npower: 100 f32 x0 kW", "with a scale that is no number")]
    [InlineData("meter: my-meter\ntitle: Mine\npower: 100 f32 kW ABDC", "where 'ABDC' is no order")]
    [InlineData("meter: my-meter\ntitle: Mine\npower: 100 f32 kW function 6", "neither 3 nor 4")]
    [InlineData("meter: my-meter\ntitle: Mine\npower: 65535 f32 kW", "beyond the last register, 65535")]
    [InlineData("meter: my-meter\ntitle: Mine\npower: 100 u16 from 5 to 5 kW", "without 'from LOW to HIGH'")]
    [InlineData("meter: my-meter\ntitle: Mine\npower: 2147483647 u32 kW", "beyond the last register, 65535")]
    [InlineData("meter: my-meter\ntitle: Mine\npower: 100 m10k from 0 to 0.0000000000000000000000000001 kW", "without 'from LOW to HIGH'")]
    [InlineData(Good + "current_1: 200 f32 V", "line 4: current_1 is '200 f32 V', without a unit of A, kA")]
    [InlineData(Good + "voltage_thd: 200 u16 x0.1 A", "without a unit of ratio, %")]
    [InlineData(Good + "current_4: 200 f32 A", "line 4: 'current_4' is not one of")]
    [InlineData(Good + "registers_at_most: 126", "line 4: registers_at_most is '126', not a whole number from 4 to 125 registers")]
    [InlineData(Good + "consumption: up", "neither positive nor negative")]
    public void A_bad_file_is_refused_with_its_place_and_value(string text, string message)
    {
        using var folder = new TestFolder();
        var path = folder.Write("bad.meter", text);

        var refusal = Should.Throw<RefusedException>(() => MeterMaps.BuiltIn.With(path));

        refusal.Message.ShouldContain(message);
        refusal.Message.ShouldContain(path);
    }

    [Fact]
    public void A_missing_or_oversized_file_is_refused()
    {
        using var folder = new TestFolder();
        Should.Throw<RefusedException>(() => MeterMaps.BuiltIn.With(folder.Root + "/none.meter")).Code.ShouldBe(WireFileErrors.CannotRead);
        Should.Throw<RefusedException>(() => MeterMaps.BuiltIn.With(folder.Write("large.meter", new string('#', 70_000)))).Code.ShouldBe(WireFileErrors.CannotRead);
        Should.Throw<RefusedException>(() => MeterMaps.BuiltIn.Find("nameless")).Message.ShouldContain("schneider-pm5xxx");
    }

    [Fact]
    public void A_file_adds_a_meter_and_one_of_the_same_name_stands_instead()
    {
        using var folder = new TestFolder();
        var maps = MeterMaps.BuiltIn.With(folder.Write("mine.meter", Good));
        maps.Find("my-meter").Registers.ShouldBe([new(MeterQuantity.Power, ModbusFunction.ReadHoldingRegisters, 100, RegisterType.F32, WordOrder.ABCD, 0.001m, 0)]);

        var again = maps.With(folder.Write("other.meter", "# mine\nmeter: my-meter\ntitle: Mine\nfunction: 4 # input registers\norder: CDAB\npower: 0x64 s32 x0.01 W\n"));

        again.Find("my-meter").Registers.ShouldBe([new(MeterQuantity.Power, ModbusFunction.ReadInputRegisters, 100, RegisterType.S32, WordOrder.CDAB, 0.00000001m, 0)]);
        again.All.Count.ShouldBe(MeterMaps.BuiltIn.All.Count + 1);
    }

    [Fact]
    public void Every_register_is_read_whole_within_the_meters_limit_and_once_where_none_overlaps_it()
    {
        var register = Gen.Select(Gen.Enum<MeterQuantity>(), Gen.Int[0, 300], Gen.Enum<RegisterType>(), Gen.Bool).Select((quantity, address, type, isInput) =>
            new MeterRegister(quantity, isInput ? ModbusFunction.ReadInputRegisters : ModbusFunction.ReadHoldingRegisters, address * 4, type, WordOrder.ABCD, 1, 0));
        Fuzz.Try(Gen.Select(register.Array[1, 12], Gen.Int[4, 125], Gen.Int[0, 40]), 100, input =>
        {
            var (registers, most, gap) = input;
            var map = new MeterMap("m", "M", false, most, gap, [.. registers]);

            Sound.Holds(map.Blocks.All(block => block.Count <= most), "no read is beyond the meter's limit");
            Sound.Holds(registers.All(one => map.Blocks.Any(block => block.Holds(one))), "each is read");
            Sound.Holds(registers.All(one => registers.Any(other => Overlap(one, other)) || map.Blocks.Count(block => block.Holds(one)) == 1), "each that overlaps no other is read once");
        });
    }

    // Two numbers that share registers in part may come with two reads; both then hold the same.
    private static bool Overlap(MeterRegister one, MeterRegister other) =>
        one.Function == other.Function && one.Address < other.Address + other.Count && other.Address < one.Address + one.Count
        && (one.Address, one.Count) != (other.Address, other.Count);

    [Fact]
    public void Text_of_any_kind_is_a_map_that_can_be_read_with_or_a_refusal()
    {
        string[] words =
        [
            "meter: m\n", "title: T\n", "power: ", "power_1: ", "power_factor: ", "voltage: ", "current: ", "current_2: ", "voltage_thd_1: ", "current_thd: ", "A", "kA", "order: ", "function: ", "gap_at_most: ", "registers_at_most: ", ":", " ", " ", "\n", "\n",
            "f32 ", "f64 ", "s64 ", "u16 ", "m10k ", "f32-quadrant ", "W", "kW", "kV", "V", "%", "100 ", "65535 ", "65532 ", "2147483647 ", "0x7fffffff ", "0x", "x1000000000 ", "x0.000001 ", "x", "from ", "0 to ",
            "0.0000000000000000000000000001 ", "1000000000 ", "ABCD", "DCBA", "function 4", "#", "-", "*", "\uFEFF", "é", "99999999999999999999",
        ];
        var text = Gen.Select(Gen.Bool, Gen.Int[0, words.Length - 1].Array[0, 40])
            .Select((isBegun, picked) => (isBegun ? Good : "") + string.Concat(picked.Select(index => words[index])));
        Fuzz.Try(Gen.Select(text, Gen.Byte.Array[8]), 1_000, input =>
        {
            var (written, bytes) = input;
            try
            {
                Registers(MeterMapFile.From(KeyedFile.Parse("fuzz.meter", written, MeterMapFile.Keys)), bytes);
            }
            catch (RefusedException refusal)
            {
                Sound.Holds(refusal.Message.StartsWith("fuzz.meter", StringComparison.Ordinal), refusal.Message);
            }
        });
    }

    // Whatever the registers hold is asked for within the meter's addresses and read as a number or as none.
    private static void Registers(MeterMap map, byte[] bytes)
    {
        foreach (var block in map.Blocks)
        {
            ModbusRequest.ReadRegisters(block.Function, block.Address, block.Count);
        }

        var figures = new MeterFigures();
        foreach (var register in map.Registers)
        {
            figures[register.Quantity] = register.Read(bytes.AsSpan(0, register.Count * sizeof(ushort)));
            register.Write(1, new byte[register.Count * sizeof(ushort)]);
        }

        Sound.Reading(figures.Reading(map.IsConsumptionNegative));
    }
}
