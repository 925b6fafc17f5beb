using System.Net;
using CsCheck;
using Spillway.Devices;
using Spillway.Devices.Discovery;
using Spillway.Devices.Http;
using Spillway.Devices.Modbus;
using Spillway.Devices.Wire.Modbus;
using Spillway.Tests.Devices.Miners;
using Xunit;

namespace Spillway.Tests.Devices.Discovery;

/// <summary>What a search makes of answers that were damaged at random: a sighting, and nothing else.</summary>
public sealed class ProbeFuzzTests : IDisposable
{
    private const string Shelly = """{"id":"shellypro4pm-025350000001","mac":"025350000001","model":"SPSW-104","gen":2,"ver":"1.4.4","app":"Pro4PM"}""";
    private const string Info = """{"STATUS":"S","When":1643187652,"Code":131,"Msg":{"mac":"02:53:50:00:00:01","minersn":"HTM31X81","hostname":"m"},"Description":""}""";
    private const string Page = """<html><head><title>Braiins OS</title></head><body>AnthillOS Luxor Firmware</body></html>""";

    private static readonly DeviceEndpoint _endpoint = new(IPAddress.Loopback);

    private static readonly Question[] _questions = [Question.Command("version"), Question.Command("stats"), Question.Page("/"), Question.Page("/rpc/Shelly.GetDeviceInfo")];

    private static readonly int[] _statuses = [200, 401, 404, 500];

    private static readonly byte[][] _seeds =
        [.. Fuzz.Seeds(Shelly, Info, Page, Built.S9, Built.Avalon, Built.WhatsMiner, Built.Auradine), .. Fuzz.Recorded("")];

    private readonly ScanLines _lines = new(new(), TimeProvider.System);

    [Fact]
    public void Damaged_answers_come_to_a_sighting() =>
        Fuzz.Try(Gen.Select(Fuzz.Damaged(_seeds), Fuzz.Damaged(_seeds), Gen.Int[0, 15]), 100, input =>
        {
            var (first, second, how) = input;
            var visit = new Visit(_lines, _endpoint);
            var sighted = new SightedDevice(visit);
            Sound.Fault(visit.Hear(_questions[how % _questions.Length], first));
            Sound.Fault(visit.Hear(_questions[how / 4], new DevicePage(_statuses[how % _statuses.Length], second, ["Digest realm=\"antMiner Configuration\", nonce=\"a\""])));
            ShellyIdentity.Read(visit, sighted);
            Seen(sighted.Sighting());
        });

    [Fact]
    public void Damaged_names_of_Modbus_devices_come_to_a_sighting()
    {
        var identity = new ModbusIdentity(1, System.Collections.Immutable.ImmutableSortedDictionary<byte, string>.Empty.Add(0, "Schneider Electric").Add(1, "PM5560").Add(2, "V2.1"), null).Write();
        byte[][] seeds = [identity, new byte[132], [.. Enumerable.Range(0, 132).Select(index => (byte)('A' + (index % 26)))]];
        Fuzz.Try(Fuzz.Damaged(seeds), 500, bytes =>
        {
            var sighted = new SightedDevice(new Visit(_lines, _endpoint));
            ModbusProbe.Name(sighted, new ModbusPayload(bytes));
            Seen(sighted.Sighting());

            // A block of names is as long as was asked for.
            var names = bytes;
            Array.Resize(ref names, 2 * ModbusProbe.SunSpecNames.Registers);
            var said = ModbusProbe.SunSpecNames.Read(new ModbusPayload(names));
            sighted.Is(SightingKind.Meter, "sunspec", said.Model);
            sighted.Names(said.Firmware, null, said.Serial);
            Seen(sighted.Sighting());
        });
    }

    public void Dispose() => _lines.Dispose();

    private static void Seen(Sighting? sighting)
    {
        if (sighting is null)
        {
            return;
        }

        foreach (var words in new[] { sighting.Family, sighting.Model, sighting.Firmware, sighting.Mac, sighting.Serial, sighting.Remark })
        {
            Sound.Words(words, isWord: false);
            Sound.Holds((words?.Length ?? 0) <= 300, "words of a device are short");
        }
    }
}
