using CsCheck;
using Shouldly;
using Spillway.Devices.Wire.Meters;
using Spillway.Devices.Wire.Modbus;
using Xunit;

namespace Spillway.Tests.Devices.Wire.Meters;

public sealed class RegisterCodeTests
{
    [Theory]
    [InlineData(WordOrder.ABCD, "44 9A 50 00")]
    [InlineData(WordOrder.CDAB, "50 00 44 9A")]
    [InlineData(WordOrder.BADC, "9A 44 00 50")]
    [InlineData(WordOrder.DCBA, "00 50 9A 44")]
    public void A_float_is_the_same_in_every_order(WordOrder order, string bytes) =>
        RegisterCode.Read(RegisterType.F32, order, Bytes(bytes)).ShouldBe(1234.5m);

    [Theory]
    [InlineData(RegisterType.F32, WordOrder.ABCD, "47 30 C2 00", "45250")]
    [InlineData(RegisterType.S64, WordOrder.ABCD, "00 00 00 02 4C B0 16 EA", "9876543210")]
    [InlineData(RegisterType.S64, WordOrder.CDAB, "16 EA 4C B0 00 02 00 00", "9876543210")]
    [InlineData(RegisterType.U32, WordOrder.CDAB, "0D 88 00 01", "69000")]
    [InlineData(RegisterType.S32, WordOrder.CDAB, "FC EB FF FF", "-789")]
    [InlineData(RegisterType.M10K, WordOrder.CDAB, "16 2E 00 0C", "125678")]
    [InlineData(RegisterType.S16, WordOrder.ABCD, "FF 9C", "-100")]
    [InlineData(RegisterType.F32Quadrant, WordOrder.ABCD, "3F 80 00 00", "1")]
    [InlineData(RegisterType.F32Quadrant, WordOrder.ABCD, "3F A0 00 00", "0.75")]
    [InlineData(RegisterType.F32Quadrant, WordOrder.ABCD, "BF A0 00 00", "-0.75")]
    public void A_printed_example_is_read(RegisterType type, WordOrder order, string bytes, string number) =>
        RegisterCode.Read(type, order, Bytes(bytes)).ShouldBe(decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData(RegisterType.U16, "FF FF")]
    [InlineData(RegisterType.S16, "80 00")]
    [InlineData(RegisterType.S16, "7F FF")]
    [InlineData(RegisterType.U32, "FF FF FF FF")]
    [InlineData(RegisterType.S32, "80 00 00 00")]
    [InlineData(RegisterType.S32, "7F FF FF FF")]
    [InlineData(RegisterType.U64, "FF FF FF FF FF FF FF FF")]
    [InlineData(RegisterType.S64, "80 00 00 00 00 00 00 00")]
    [InlineData(RegisterType.S64, "7F FF FF FF FF FF FF FF")]
    [InlineData(RegisterType.F32, "7F C0 00 00")]
    [InlineData(RegisterType.F32, "FF C0 00 00")]
    [InlineData(RegisterType.F32, "7F 80 00 00")]
    [InlineData(RegisterType.F32, "7F 7F FF FF")]
    [InlineData(RegisterType.F64, "7F F8 00 00 00 00 00 00")]
    [InlineData(RegisterType.M10K, "27 10 00 00")]
    public void What_a_meter_does_not_have_is_no_value_and_never_zero(RegisterType type, string bytes) =>
        RegisterCode.Read(type, WordOrder.ABCD, Bytes(bytes)).ShouldBeNull();

    [Fact]
    public void What_is_written_is_read_back()
    {
        var types = Gen.Enum<RegisterType>().Where(type => type is not (RegisterType.F32 or RegisterType.F64 or RegisterType.F32Quadrant));
        Gen.Select(types, Gen.Enum<WordOrder>(), Gen.Int[-32_000, 32_000]).Sample((type, order, number) =>
        {
            number = type is RegisterType.U16 or RegisterType.U32 or RegisterType.U64 or RegisterType.M10K ? Math.Abs(number) : number;
            var bytes = new byte[RegisterCode.Registers(type) * 2];
            RegisterCode.Write(type, order, number, bytes);
            RegisterCode.Read(type, order, bytes).ShouldBe(number);
        });
    }

    [Fact]
    public void Any_registers_are_a_number_or_none() =>
        Gen.Select(Gen.Enum<RegisterType>(), Gen.Enum<WordOrder>(), Gen.Byte.Array[8]).Sample((type, order, bytes) =>
        {
            var number = RegisterCode.Read(type, order, bytes.AsSpan(0, RegisterCode.Registers(type) * 2));
            (number is null || Math.Abs(number.Value) < 1e25m).ShouldBeTrue();
        });

    [Fact]
    public void What_is_too_large_stops_at_the_largest_and_does_not_become_nothing() =>
        Gen.Enum<RegisterType>().Sample(type =>
        {
            var bytes = new byte[RegisterCode.Registers(type) * 2];
            RegisterCode.Write(type, WordOrder.ABCD, 1e22m, bytes);
            RegisterCode.Read(type, WordOrder.ABCD, bytes).ShouldNotBeNull();
        });

    [Fact]
    public void A_number_beyond_the_end_of_the_number_type_is_none() =>
        new MeterRegister(MeterQuantity.Voltage, ModbusFunction.ReadHoldingRegisters, 0, RegisterType.S64, WordOrder.ABCD, 1e12m, 0)
            .Read(Bytes("7F FF FF FF FF FF FF FE")).ShouldBeNull();

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
