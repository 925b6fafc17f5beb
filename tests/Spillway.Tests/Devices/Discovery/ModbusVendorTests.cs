using System.Collections.Immutable;
using System.Net;
using Shouldly;
using Spillway.Devices.Discovery;
using Spillway.Devices.Wire.Modbus;
using Spillway.Simulation.Emulators.Modbus;
using Xunit;

namespace Spillway.Tests.Devices.Discovery;

/// <summary>What Modbus devices say to the question who they are (function 43), asked by a search over a real connection.</summary>
[Collection(nameof(StandardPorts))]
public sealed class ModbusVendorTests
{
    [Theory]
    [InlineData(1, "Schneider Electric", "PM5340", "2.3.0", SightingKind.Meter, "modbus")]
    [InlineData(2, "Schneider Electric", "Masterpact MTZ2", "4.1", SightingKind.Breaker, "modbus")]
    [InlineData(3, "Janitza electronics GmbH", "UMG 604-PRO", "5.017", SightingKind.Meter, "modbus")]
    [InlineData(4, "Eastron", "SDM630-Modbus V2", "1.2", SightingKind.Meter, "modbus")]
    [InlineData(5, "AccuEnergy", "Acuvim II", "3.62", SightingKind.Meter, "modbus")]
    [InlineData(6, "SATEC", "PM130EH", "25.3", SightingKind.Meter, "modbus")]
    [InlineData(7, "WAGO", "750-362", "08", SightingKind.ModbusDevice, "modbus")]
    [InlineData(8, "Spillway", "eastron-sdm630", "emulated", SightingKind.Meter, "eastron-sdm630")]
    [InlineData(9, "Spillway", "wago-contactor", "emulated", SightingKind.Breaker, "wago-contactor")]
    [InlineData(10, "Maker\u001b[2J\0", "Box", "", SightingKind.ModbusDevice, "modbus")]
    public async Task A_device_is_named_and_sorted_by_what_it_says(byte last, string vendor, string product, string revision, SightingKind kind, string family)
    {
        await using var device = Device(last, new SaidIdentity(vendor, product, revision));

        var found = (await NetworkScanTests.SearchAsync($"127.83.10.{last}")).ShouldHaveSingleItem();

        found.Kind.ShouldBe(kind);
        found.Family.ShouldBe(family);
        found.Model.ShouldBe(last == 10 ? "Maker [2J Box" : $"{vendor} {product}");
        found.Firmware.ShouldBe(revision.Length == 0 ? null : revision);
    }

    [Fact]
    public async Task A_device_that_does_not_know_the_question_is_a_modbus_device_all_the_same()
    {
        await using var device = Device(20, new SaidIdentity(null, null, null));

        var found = (await NetworkScanTests.SearchAsync("127.83.10.20")).ShouldHaveSingleItem();

        found.Kind.ShouldBe(SightingKind.ModbusDevice);
        found.Model.ShouldBeNull();
    }

    private static LoopbackServer Device(byte last, IModbusBank bank) => new(
        new IPEndPoint(new IPAddress([127, 83, 10, last]), NetworkScanTests.Shifted(502)),
        connection => ModbusServing.ServeAsync(connection, bank, () => true, connection.Cancellation));

    private sealed record SaidIdentity(string? Vendor, string? Product, string? Revision) : IModbusBank
    {
        public ModbusAnswer Answer(byte unit, ModbusRequest request)
        {
            if (request.Function != ModbusFunction.Identify || Vendor is null)
            {
                return ModbusAnswer.Refusal(ModbusExceptionCode.IllegalFunction);
            }

            var objects = ImmutableSortedDictionary<byte, string>.Empty.Add(0, Vendor).Add(1, Product!).Add(2, Revision!);
            return new(ModbusExceptionCode.None, new ModbusIdentity((byte)request.Quantity, objects, null).Write());
        }
    }
}
