using CsCheck;
using Shouldly;
using Spillway.Devices.Wire.Modbus;
using Xunit;

namespace Spillway.Tests.Devices.Wire.Modbus;

public sealed class ModbusFrameTests
{
    private static readonly Gen<ModbusRequest> _requests = Gen.OneOf(
        Gen.Select(Gen.Int[0, 60_000], Gen.Int[1, 2000], Gen.Bool).Select(t => ModbusRequest.ReadBits(t.Item3 ? ModbusFunction.ReadCoils : ModbusFunction.ReadDiscreteInputs, t.Item1, t.Item2)),
        Gen.Select(Gen.Int[0, 60_000], Gen.Int[1, 125], Gen.Bool).Select(t => ModbusRequest.ReadRegisters(t.Item3 ? ModbusFunction.ReadHoldingRegisters : ModbusFunction.ReadInputRegisters, t.Item1, t.Item2)),
        Gen.Select(Gen.UShort, Gen.Bool).Select(t => ModbusRequest.WriteCoil(t.Item1, t.Item2)),
        Gen.Select(Gen.UShort, Gen.UShort).Select(t => ModbusRequest.WriteRegister(t.Item1, t.Item2)),
        Gen.Select(Gen.Int[0, 60_000], Gen.Bool.Array[1, 1968]).Select(t => ModbusRequest.WriteCoils(t.Item1, t.Item2)),
        Gen.Select(Gen.Int[0, 60_000], Gen.UShort.Array[1, 123]).Select(t => ModbusRequest.WriteRegisters(t.Item1, t.Item2)),
        Gen.Select(Gen.Int[1, 4], Gen.Int[0, 255]).Select(t => ModbusRequest.Identify(t.Item1, t.Item2)));

    public static TheoryData<string, string, int, int> Exchanges => new()
    {
        // What a manual prints, request above answer: bytes, unit and transaction.
        { "00 01 00 00 00 06 01 03 0B F3 00 02", "00 01 00 00 00 07 01 03 04 44 9A 50 00", 1, 1 },
        { "00 02 00 00 00 06 01 03 0C 83 00 04", "00 02 00 00 00 0B 01 03 08 00 00 00 02 4C B0 16 EA", 1, 2 },
        { "00 0E 00 00 00 06 01 04 00 34 00 02", "00 0E 00 00 00 07 01 04 04 47 30 C2 00", 1, 14 },
        { "00 0D 00 00 00 06 01 01 02 00 00 08", "00 0D 00 00 00 04 01 01 01 05", 1, 13 },
        { "00 03 00 00 00 06 01 02 00 00 00 0A", "00 03 00 00 00 05 01 02 02 4D 03", 1, 3 },
        { "00 04 00 00 00 06 01 05 00 10 FF 00", "00 04 00 00 00 06 01 05 00 10 FF 00", 1, 4 },
        { "00 05 00 00 00 06 01 05 00 10 00 00", "00 05 00 00 00 06 01 05 00 10 00 00", 1, 5 },
        { "00 06 00 00 00 06 09 06 01 33 00 02", "00 06 00 00 00 06 09 06 01 33 00 02", 9, 6 },
        { "00 09 00 00 00 09 01 0F 00 00 00 0A 02 CD 01", "00 09 00 00 00 06 01 0F 00 00 00 0A", 1, 9 },
        { "00 07 00 00 00 0B 01 10 00 64 00 02 04 42 16 00 00", "00 07 00 00 00 06 01 10 00 64 00 02", 1, 7 },
        { "00 0A 00 00 00 05 01 2B 0E 01 00", "00 0A 00 00 00 21 01 2B 0E 01 01 00 00 03 00 09 53 63 68 6E 65 69 64 65 72 01 06 50 4D 35 35 36 30 02 04 56 32 2E 31", 1, 10 },
    };

    [Theory]
    [MemberData(nameof(Exchanges))]
    public void A_printed_exchange_is_written_and_read_byte_for_byte(string asked, string answered, int unit, int transaction)
    {
        var question = Bytes(asked);
        ModbusHeader.TryRead(question, out var header).ShouldBeTrue();
        header.ShouldBe(new((ushort)transaction, (byte)unit, question.Length - ModbusHeader.Bytes));
        ModbusRequest.Read(question.AsMemory(ModbusHeader.Bytes), out var request).ShouldBe(ModbusExceptionCode.None);
        Sent(request, header).ShouldBe(question);

        var reply = Bytes(answered);
        ModbusHeader.TryRead(reply, out var replied).ShouldBeTrue();
        replied.Transaction.ShouldBe(header.Transaction);
        ModbusAnswer.Read(request, reply.AsMemory(ModbusHeader.Bytes), out var answer).ShouldBe(ModbusVerdict.Answered);
        Answered(answer, header, question).ShouldBe(reply);
    }

    [Fact]
    public void Bits_come_first_address_in_the_lowest_bit()
    {
        var asked = ModbusRequest.ReadBits(ModbusFunction.ReadDiscreteInputs, 0, 10);
        ModbusAnswer.Read(asked, Bytes("02 02 4D 03"), out var answer).ShouldBe(ModbusVerdict.Answered);

        Enumerable.Range(0, 10).Select(answer.Bit).ShouldBe([true, false, true, true, false, false, true, false, true, true]);
    }

    [Fact]
    public void A_device_says_who_it_is()
    {
        ModbusAnswer.Read(ModbusRequest.Identify(1, 0), Bytes("2B 0E 01 01 00 00 03 00 09 53 63 68 6E 65 69 64 65 72 01 06 50 4D 35 35 36 30 02 04 56 32 2E 31"), out var answer);

        ModbusIdentity.TryRead(answer.Payload.Span, out var identity).ShouldBeTrue();
        identity!.Objects.Values.ShouldBe(["Schneider", "PM5560", "V2.1"]);
        identity.NextObject.ShouldBeNull();
    }

    [Theory]
    [InlineData("83 02", ModbusVerdict.Excepted)]
    [InlineData("83", ModbusVerdict.WrongLength)]
    [InlineData("83 02 00", ModbusVerdict.WrongLength)]
    [InlineData("84 02", ModbusVerdict.WrongFunction)]
    [InlineData("04 04 00 00 00 00", ModbusVerdict.WrongFunction)]
    [InlineData("03 04 00 00 00", ModbusVerdict.WrongLength)]
    [InlineData("03 02 00 00", ModbusVerdict.WrongLength)]
    [InlineData("03 04 00 00 00 00 00", ModbusVerdict.WrongLength)]
    [InlineData("03 06 00 00 00 00 00 00", ModbusVerdict.WrongLength)]
    [InlineData("03", ModbusVerdict.WrongLength)]
    [InlineData("", ModbusVerdict.WrongFunction)]
    public void An_answer_that_is_none_is_recognised(string body, ModbusVerdict verdict) =>
        ModbusAnswer.Read(ModbusRequest.ReadRegisters(ModbusFunction.ReadHoldingRegisters, 10, 2), Bytes(body), out _).ShouldBe(verdict);

    [Theory]
    [InlineData("05 00 10 FF 00", ModbusVerdict.Answered)]
    [InlineData("05 00 11 FF 00", ModbusVerdict.WrongEcho)]
    [InlineData("05 00 10 00 00", ModbusVerdict.WrongEcho)]
    [InlineData("05 00 10 FF 00 00", ModbusVerdict.WrongLength)]
    [InlineData("06 00 10 FF 00", ModbusVerdict.WrongFunction)]
    public void A_write_is_confirmed_by_its_own_echo_only(string body, ModbusVerdict verdict) =>
        ModbusAnswer.Read(ModbusRequest.WriteCoil(16, isOn: true), Bytes(body), out _).ShouldBe(verdict);

    [Theory]
    [InlineData("07", ModbusExceptionCode.IllegalFunction)]
    [InlineData("", ModbusExceptionCode.IllegalFunction)]
    [InlineData("2B 0D 01 00", ModbusExceptionCode.IllegalFunction)]
    [InlineData("2B 0E 05 00", ModbusExceptionCode.IllegalDataValue)]
    [InlineData("03 00 00 00 7E", ModbusExceptionCode.IllegalDataValue)]
    [InlineData("03 00 00 00 00", ModbusExceptionCode.IllegalDataValue)]
    [InlineData("03 FF FF 00 01", ModbusExceptionCode.None)]
    [InlineData("03 FF FF 00 02", ModbusExceptionCode.IllegalDataAddress)]
    [InlineData("05 00 00 12 34", ModbusExceptionCode.IllegalDataValue)]
    [InlineData("10 00 00 00 02 03 00 00 00", ModbusExceptionCode.IllegalDataValue)]
    [InlineData("10 00 00 00 02 04 00 00 00", ModbusExceptionCode.IllegalDataValue)]
    public void A_server_refuses_by_function_then_value_then_address(string body, ModbusExceptionCode exception) =>
        ModbusRequest.Read(Bytes(body), out _).ShouldBe(exception);

    [Theory]
    [InlineData("00 01 00 00 00 06 01", true)]
    [InlineData("00 01 00 01 00 06 01", false)]
    [InlineData("00 01 00 00 00 01 01", false)]
    [InlineData("00 01 00 00 00 FE 01", true)]
    [InlineData("00 01 00 00 00 FF 01", false)]
    [InlineData("00 01 00 00 01 06 01", false)]
    [InlineData("00 01 00 00 00 06", false)]
    public void An_impossible_header_is_recognised(string header, bool isPossible) =>
        ModbusHeader.TryRead(Bytes(header), out _).ShouldBe(isPossible);

    [Fact]
    public void What_is_written_is_read_back() => Gen.Select(_requests, Gen.UShort, Gen.Byte).Sample((request, transaction, unit) =>
    {
        var frame = Sent(request, new(transaction, unit, 1));
        frame.Length.ShouldBeLessThanOrEqualTo(ModbusHeader.FrameBytesAtMost);
        ModbusHeader.TryRead(frame, out var header).ShouldBeTrue();
        (header.Transaction, header.Unit, header.BodyBytes).ShouldBe((transaction, unit, frame.Length - ModbusHeader.Bytes));

        ModbusRequest.Read(frame.AsMemory(ModbusHeader.Bytes), out var read).ShouldBe(ModbusExceptionCode.None);

        (read.Function, read.Address, read.Quantity).ShouldBe((request.Function, request.Address, request.Quantity));
        read.Payload.Span.SequenceEqual(request.Payload.Span).ShouldBeTrue();
    });

    [Fact]
    public void Random_bytes_have_a_verdict_and_nothing_else() => Gen.Select(_requests, Gen.Byte.Array[0, 300], Gen.Bool).Sample((request, bytes, startsWell) =>
    {
        if (startsWell && bytes.Length > 0)
        {
            bytes[0] = (byte)request.Function;
        }

        Enum.IsDefined(ModbusAnswer.Read(request, bytes, out var answer)).ShouldBeTrue();
        answer.Payload.Length.ShouldBeLessThanOrEqualTo(bytes.Length);
        Enum.IsDefined(ModbusRequest.Read(bytes, out _)).ShouldBeTrue();
        ModbusHeader.TryRead(bytes, out _);
        ModbusIdentity.TryRead(bytes, out _);
    });

    private static byte[] Sent(in ModbusRequest request, ModbusHeader header)
    {
        var frame = new byte[ModbusHeader.FrameBytesAtMost];
        return frame[..request.Write(frame, header.Transaction, header.Unit)];
    }

    private static byte[] Answered(in ModbusAnswer answer, ModbusHeader header, byte[] question)
    {
        var frame = new byte[ModbusHeader.FrameBytesAtMost];
        return frame[..answer.Write(frame, header, question.AsSpan(ModbusHeader.Bytes))];
    }

    private static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));
}
