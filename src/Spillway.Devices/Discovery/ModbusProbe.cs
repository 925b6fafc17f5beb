using System.Net;
using System.Text;
using Spillway.Devices.Modbus;
using Spillway.Devices.Wire.Breakers;
using Spillway.Devices.Wire.Meters;
using Spillway.Devices.Wire.Modbus;
using Spillway.Devices.Wire.SunSpec;

namespace Spillway.Devices.Discovery;

/// <summary>Asks a Modbus device who it is: by the function that is meant for it, then by SunSpec's map. Only reads.</summary>
internal static class ModbusProbe
{
    private const int Port = 502;
    private const byte Unit = 1;
    private const byte Direct = 255;
    private const int BasicObjects = 1;
    private const byte Vendor = 0;
    private const byte Product = 1;
    private const byte Revision = 2;
    private const int MarkerRegisters = 2;
    private const int HeadRegisters = 2;
    private const string Family = "modbus";

    // The words of makers whose products measure or switch and do nothing else.
    private static readonly string[] _meters = ["PM5", "PM8", "UMG", "SDM", "Acuvim", "PM130", "PM17", "EM133", "M4M", "B23", "B24", "P3U", "ION"];
    private static readonly string[] _breakers = ["Masterpact", "MTZ", "ComPact", "Emax"];

    public static async Task AskAsync(ScanLines lines, Visit visit, SightedDevice sighted, CancellationToken cancellation)
    {
        await lines.TurnAsync(cancellation).ConfigureAwait(false);
        var options = new ModbusClientOptions { ConnectTimeout = lines.Options.Connect, AnswerTimeout = lines.Options.Answer, MissedAtMost = 3 };
        var client = new ModbusClient(new IPEndPoint(visit.Endpoint.Address, visit.Endpoint.Port(Port)), options, lines.Time);
        await using var _ = client.ConfigureAwait(false);
        foreach (var unit in new[] { Unit, Direct })
        {
            var identity = await client.AskAsync(unit, ModbusRequest.Identify(BasicObjects, 0), cancellation).ConfigureAwait(false);
            if (identity.Fault is { Kind: DeviceFaultKind.Malformed } or { Kind: DeviceFaultKind.Late, Detail: "The device closed the connection." })
            {
                return;
            }

            if (identity.IsAnswered || identity.Fault.Kind is DeviceFaultKind.Unsupported or DeviceFaultKind.Refused)
            {
                Name(sighted, identity.Value);
                await AskSunSpecAsync(client, unit, sighted, cancellation).ConfigureAwait(false);
                return;
            }
        }
    }

    internal static void Name(SightedDevice sighted, ModbusPayload? answer)
    {
        if (answer is null || !ModbusIdentity.TryRead(answer.Bytes.Span, out var identity) || identity!.Objects.IsEmpty)
        {
            sighted.Is(SightingKind.ModbusDevice, Family, null);
            return;
        }

        var product = identity.Objects.GetValueOrDefault(Product)?.Trim('\0', ' ') ?? "";
        var name = $"{identity.Objects.GetValueOrDefault(Vendor)?.Trim('\0', ' ')} {product}".Trim();
        var isMap = MeterMaps.BuiltIn.All.ContainsKey(product);
        var isWiring = BreakerWirings.BuiltIn.All.ContainsKey(product);
        var kind = isMap ? SightingKind.Meter : isWiring ? SightingKind.Breaker
            : _breakers.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)) ? SightingKind.Breaker
            : _meters.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase)) ? SightingKind.Meter
            : SightingKind.ModbusDevice;
        sighted.Is(kind, isMap || isWiring ? product : Family, name.Length == 0 ? null : name);
        sighted.Names(identity.Objects.GetValueOrDefault(Revision)?.Trim('\0', ' ') is { Length: > 0 } revision ? revision : null, null, null);
    }

    private static async Task AskSunSpecAsync(ModbusClient client, byte unit, SightedDevice sighted, CancellationToken cancellation)
    {
        foreach (var start in SunSpecMap.Starts)
        {
            var marker = await ReadAsync(client, unit, start, MarkerRegisters + HeadRegisters, cancellation).ConfigureAwait(false);
            if (marker is not null && ((uint)marker.Register(0) << 16 | marker.Register(1)) == SunSpecMap.Marker)
            {
                await NameAsync(client, (unit, start + MarkerRegisters), marker.Register(3), sighted, cancellation).ConfigureAwait(false);
                return;
            }
        }
    }

    // Model 1 stands first and names the device; what follows says what it is.
    private static async Task NameAsync(ModbusClient client, (byte Unit, int Address) model, ushort length, SightedDevice sighted, CancellationToken cancellation)
    {
        var names = await ReadAsync(client, model.Unit, model.Address, SunSpecNames.Registers, cancellation).ConfigureAwait(false);
        var next = model.Address + HeadRegisters + length;
        var head = next <= ushort.MaxValue ? await ReadAsync(client, model.Unit, next, 1, cancellation).ConfigureAwait(false) : null;
        var isMeter = head is not null && (SunSpecMap.IsIntegerMeter(head.Register(0)) || SunSpecMap.IsFloatMeter(head.Register(0)));
        var said = names is not null && names.Register(0) == SunSpecMap.Device ? SunSpecNames.Read(names) : default;
        sighted.Is(isMeter ? SightingKind.Meter : SightingKind.ModbusDevice, "sunspec", said.Model);
        sighted.Names(said.Firmware, null, said.Serial);
    }

    private static async Task<ModbusPayload?> ReadAsync(ModbusClient client, byte unit, int address, int count, CancellationToken cancellation)
    {
        var answer = await client.AskAsync(unit, ModbusRequest.ReadRegisters(ModbusFunction.ReadHoldingRegisters, address, count), cancellation).ConfigureAwait(false);
        return answer.Value;
    }

    internal static class SunSpecNames
    {
        public const int Registers = 66;
        private const int Maker = 2;
        private const int Name = 18;
        private const int Version = 42;
        private const int Number = 50;

        public static (string? Model, string? Firmware, string? Serial) Read(ModbusPayload answer)
        {
            var model = string.Join(' ', new[] { Text(answer, Maker, 16), Text(answer, Name, 16) }.OfType<string>());
            return (model.Length == 0 ? null : model, Text(answer, Version, 8), Text(answer, Number, 16));
        }

        private static string? Text(ModbusPayload answer, int register, int count)
        {
            var text = Encoding.UTF8.GetString(answer.Bytes.Span.Slice(register * sizeof(ushort), count * sizeof(ushort))).Trim('\0', ' ');
            return text.Length == 0 ? null : text;
        }
    }
}
