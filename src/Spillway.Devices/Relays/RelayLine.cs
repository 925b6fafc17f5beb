using Spillway.Devices.Wire.Relays;

namespace Spillway.Devices.Relays;

/// <summary>What a relay and its meter do alike before they ask.</summary>
internal static class RelayLine
{
    /// <summary>Listens to a field's topic, unless the device is known to be gone.</summary>
    public static async ValueTask<DeviceAnswer<TopicEar>> ReadyAsync(
        MqttLine line, RelayTemplate template, RelayAddress address, RelayField field, CancellationToken cancellation)
    {
        if (template.Available is { } available)
        {
            var presence = await line.ListenAsync(address.Fill(available.Topic), takesRetained: true, cancellation).ConfigureAwait(false);
            if (!presence.IsAnswered)
            {
                return presence;
            }

            if (presence.Value.Last is { } word && RelayJson.Find(word, address.Fill(available.Path)) == template.Gone)
            {
                return new(new DeviceFault(DeviceFaultKind.Unreachable, $"{presence.Value.Topic} says '{template.Gone}'."));
            }
        }

        return await line.ListenAsync(address.Fill(field.Topic), takesRetained: false, cancellation).ConfigureAwait(false);
    }
}
