using Spillway.Devices.Meters;
using Spillway.Devices.Modbus;
using Spillway.Devices.Wire.Meters;
using Spillway.Devices.Wire.SunSpec;
using Spillway.Simulation.Emulators.Modbus;
using Xunit;

namespace Spillway.Tests.Devices.Compliance;

/// <summary>Every meter driver there is, each against its emulator.</summary>
internal static class MeterStands
{
    public static TheoryData<string> Names => new(
    [
        .. MeterMaps.BuiltIn.All.Keys.Select(name => "modbus " + name),
        "sunspec 203 40000", "sunspec 201 50000", "sunspec 204 0", "sunspec 202 40000", "sunspec 213 40000", "sunspec 211 0",
    ]);

    public static MeterStand Open(string name, bool isConsumptionNegative, TimeSpan? patience = null)
    {
        var words = name.Split(' ');
        var stand = new MeterStand();
        var map = words[0] == "modbus" ? MeterMaps.BuiltIn.Find(words[1]) with { IsConsumptionNegative = isConsumptionNegative } : null;
        var sound = map is null ? null : map with { IsConsumptionNegative = false };
        IModbusBank bank = sound is null
            ? new SunSpecBank(int.Parse(words[2]), ushort.Parse(words[1]), stand.Emulated)
            : new MeterBank(sound, stand.Emulated);
        stand.Server = new LoopbackServer(connection => ModbusServing.ServeAsync(connection, bank, () => true, connection.Cancellation));
        stand.Bank = bank;
        stand.Step = map is null ? (words[1][1] == '0' ? 0.01m : 0.00001m) : Step(map);
        stand.HasEnergy = map is null || map.Registers.Any(register => register.Quantity == MeterQuantity.ImportedEnergy);
        stand.Currents = map is null ? SunSpecMap.Phases(ushort.Parse(words[1])) : map.Registers.Count(register => register.Quantity is MeterQuantity.Current1 or MeterQuantity.Current2 or MeterQuantity.Current3);
        stand.Distortions = map?.Registers.Count(register => register.Quantity is MeterQuantity.VoltageDistortion1 or MeterQuantity.VoltageDistortion2 or MeterQuantity.VoltageDistortion3) ?? 0;
        stand.HasSign = map is null || map.Registers.First(register => register.Quantity == MeterQuantity.Power) is not { Type: RegisterType.U16, Offset: 0 };
        var client = new ModbusClient(stand.Server.Endpoint, new() { AnswerTimeout = patience ?? TimeSpan.FromSeconds(5) }, TimeProvider.System);
        stand.Driver = map is null ? new SunSpecMeter(client, 1, isConsumptionNegative) : new ModbusMeter(client, 1, map);
        return stand;
    }

    // Half of what one count of its power register stands for, or what a float keeps of a megawatt.
    private static decimal Step(MeterMap map) =>
        map.Registers.First(register => register.Quantity == MeterQuantity.Power) is var power && power.Type is RegisterType.F32
            ? 0.000001m
            : power.Scale;
}
