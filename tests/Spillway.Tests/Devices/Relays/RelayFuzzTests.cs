using System.Text;
using Shouldly;
using Spillway.Devices.Breakers;
using Spillway.Devices.Meters;
using Spillway.Devices.Relays;
using Spillway.Devices.Wire.Relays;
using Xunit;

namespace Spillway.Tests.Devices.Relays;

/// <summary>What relays say, by RPC and by messages, damaged at random.</summary>
public sealed class RelayFuzzTests
{
    private static readonly RelayAddress _address = new("fan", 0, 1, "desk-1");

    private static readonly RelayTemplate[] _templates = [.. RelayTemplates.BuiltIn.All.Values];

    private static readonly byte[][] _seeds =
    [
        .. Fuzz.Seeds(
            """{"id":1,"src":"shellypro4pm-0","dst":"spillway","result":{"id":0,"source":"init","output":true,"apower":1210.3,"voltage":233.1,"freq":50.0,"pf":0.99,"aenergy":{"total":123.4,"by_minute":[1.0,2.0,3.0]}}}""",
            """{"id":1,"src":"shellypro4pm-0","error":{"code":-105,"message":"Argument 'id', value 9 not found!"}}""",
            """{"id":1,"result":{"was_on":false}}"""),
        .. _templates.Select(template => RelayJson.Make(template.Fields.Where(field => field.Topic == template.State.Topic || field.Topic == template.Power?.Topic).Select(field => (_address.Fill(field.Path), field == template.State ? template.StateOn : "1210.3")))),
    ];

    [Fact]
    public void Damaged_answers_and_messages_are_a_state_a_measurement_or_none() => Fuzz.Try(Fuzz.Damaged(_seeds), 500, bytes =>
    {
        Told(ShellyRpc.Read("Switch.GetStatus", bytes, ShellyMeter.Reading));
        Told(ShellyRpc.Read("Switch.GetStatus", bytes, ShellyRelay.Reading));
        var template = _templates[bytes.Length % _templates.Length];
        if (MqttRelayMeter.Reading(template, _address, bytes) is { } measured)
        {
            Sound.Holds(measured.Power is not null, "a measurement has its power");
            Sound.Reading(measured);
        }

        if (RelayJson.Find(bytes, _address.Fill(template.State.Path)) is { } state)
        {
            Told(MqttRelay.Reading(template, _address, state));
        }
    });

    [Fact]
    public void Words_of_a_relay_steer_no_terminal()
    {
        MqttRelay.Reading(_templates[0], _address, "\u001b[2Jon").Fault!.Detail.ShouldNotContain('\u001b');
        ShellyRpc.Read("Switch.Set", Encoding.UTF8.GetBytes("""{"error":{"code":-1,"message":"\u001b[2J"}}"""), ShellyRelay.Reading).Fault!.Detail.ShouldNotContain('\u001b');
    }

    private static void Told(Spillway.Devices.DeviceAnswer<MeterReading> answer)
    {
        Sound.Fault(answer.Fault);
        if (answer.Value is { } reading)
        {
            Sound.Reading(reading);
        }
    }

    private static void Told(Spillway.Devices.DeviceAnswer<BreakerReading> answer)
    {
        Sound.Fault(answer.Fault);
        Sound.Holds(answer.Value?.Position is null or BreakerPosition.Open or BreakerPosition.Closed, "a relay is on or off");
    }
}
