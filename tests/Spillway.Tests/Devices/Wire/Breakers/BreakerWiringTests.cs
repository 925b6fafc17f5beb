using Shouldly;
using Spillway.Devices.Wire.Breakers;
using Spillway.Devices.Wire.Modbus;
using Spillway.Engine;
using Spillway.Tests.Markets;
using Xunit;

namespace Spillway.Tests.Devices.Wire.Breakers;

public sealed class BreakerWiringTests
{
    private const string Head = "breaker: mine\ntitle: Mine\n";

    [Theory]
    [InlineData(Head + "closed: input 0", "has no 'open'")]
    [InlineData(Head + "open: coil 0 = off", "without feedback nobody can know that it moved")]
    [InlineData(Head + "closed: input 0\nopen: coil 0", "line 4: open is 'coil 0', without '= VALUE'")]
    [InlineData(Head + "closed: input 0\nopen: coil 0 = maybe", "neither on nor off")]
    [InlineData(Head + "closed: input 0\nopen: coil 70000 = off", "without an address from 0 to 65535")]
    [InlineData(Head + "closed: input 0\nopen: coil 0 = on for 5000 ms", "a coil that is held burns out")]
    [InlineData(Head + "closed: input 0\nopen: coil 0 = on for 500 s", "where a pulse is not 'for NUMBER ms'")]
    [InlineData(Head + "closed: input 0\nopen: valve 0 = on", "not 'coil ADDRESS = on|off'")]
    [InlineData(Head + "open: coil 0 = off\nclosed: output 0", "line 4: closed is 'output 0'")]
    [InlineData(Head + "open: coil 0 = off\nclosed: register 0", "without 'bit B' or '= VALUE'")]
    [InlineData(Head + "open: coil 0 = off\nclosed: register 0 bit 16", "without a bit from 0 to 15")]
    [InlineData(Head + "open: coil 0 = off\nclosed: input 0 + row", "without '+ channel'")]
    [InlineData(Head + "open: coil 0 = off\nclosed: input 0 extra", "with words too many: 'extra'")]
    [InlineData(Head + "open: coil 0 = off\nclosed: input 0\nwatchdog: coil 4", "not 'register ADDRESS'")]
    [InlineData(Head + "open: coil 0 = off\nclosed: input 0\nfeedback_ms: 5", "not a whole number from 10 to 60000 ms")]
    public void A_bad_file_is_refused_with_its_place_and_value(string text, string message)
    {
        using var folder = new TestFolder();
        var path = folder.Write("bad.wiring", text);

        var refusal = Should.Throw<RefusedException>(() => BreakerWirings.BuiltIn.With(path));

        refusal.Message.ShouldContain(message);
        refusal.Message.ShouldContain(path);
    }

    [Fact]
    public void One_file_serves_every_channel_of_a_module()
    {
        var third = BreakerWirings.BuiltIn.Find("wago-contactor").At(3);
        (third.Open.Address, third.Closed!.Address, third.Opened!.Address, third.Watchdog!.Address).ShouldBe((515, 6, 7, 0x1003));

        var socket = BreakerWirings.BuiltIn.Find("microbt-socket");
        socket.At(1).Open.Address.ShouldBe(307);
        socket.At(20).Open.Address.ShouldBe(288);
        socket.At(20).Closed!.Address.ShouldBe(64);
        Should.Throw<RefusedException>(() => socket.At(309)).Message.ShouldContain("has no channel 309");
    }

    [Fact]
    public void Feedback_that_lies_together_is_read_at_once()
    {
        BreakerWirings.BuiltIn.Find("pulsed-breaker").Reads().ShouldBe([ModbusRequest.ReadBits(ModbusFunction.ReadDiscreteInputs, 0, 6)]);

        using var folder = new TestFolder();
        var spread = BreakerWirings.BuiltIn.With(folder.Write("spread.wiring", Head + "open: coil 0 = off\nclosed: input 0\nopened: input 500\ntripped: register 9 bit 3\nremote: not register 12 bit 0")).Find("mine");
        spread.Reads().ShouldBe(
        [
            ModbusRequest.ReadBits(ModbusFunction.ReadDiscreteInputs, 0, 1),
            ModbusRequest.ReadBits(ModbusFunction.ReadDiscreteInputs, 500, 1),
            ModbusRequest.ReadRegisters(ModbusFunction.ReadHoldingRegisters, 9, 4),
        ]);
        spread.Tripped!.IsSet(8).ShouldBeTrue();
        spread.Remote!.IsSet(0).ShouldBeTrue();
        spread.Remote.IsSet(1).ShouldBeFalse();
    }

    [Fact]
    public void A_writing_out_of_a_point_reads_as_what_was_written()
    {
        foreach (var point in BreakerWirings.BuiltIn.All.Values.SelectMany(wiring => wiring.Points))
        {
            point.IsSet(point.Told(0x5A5A, isSet: true)).ShouldBeTrue();
            point.IsSet(point.Told(0x5A5A, isSet: false)).ShouldBeFalse();
        }
    }
}
