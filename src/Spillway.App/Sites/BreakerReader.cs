using NodaTime;
using Spillway.Devices.Wire.Breakers;
using Spillway.Devices.Wire.Relays;
using Spillway.Engine;

namespace Spillway.App.Sites;

/// <summary>Reads how a feed's breaker is reached: a Modbus module, a Shelly, or a relay behind an MQTT broker.</summary>
internal static class BreakerReader
{
    private const decimal ModuleOpenSeconds = 0.5m;

    // As long as its driver waits for the state that was asked for.
    private const decimal ShellyOpenSeconds = 2m;

    private const int DeviceLengthAtMost = 128;
    private const string Row = "row";
    private const string Channel = "channel";
    private const string Tls = "tls";
    private const string CaFile = "ca_file";
    private const string TlsName = "tls_name";
    private const string ClientCertificate = "client_certificate";
    private const string ClientKey = "client_key";
    private static readonly string[] _ofTls = [CaFile, TlsName, ClientCertificate, ClientKey];
    private static readonly string[] _ofRelays = ["template", "device", Row, Tls, .. _ofTls];

    /// <summary>Reads it.</summary>
    /// <param name="section">The section <c>breaker</c> of a feed.</param>
    /// <returns>How it is reached.</returns>
    /// <exception cref="RefusedException">A value cannot be meant, or belongs to another wiring.</exception>
    public static BreakerInstallation Read(SiteSection section)
    {
        var wiring = InstallationReader.Named(
            section, "wiring", "latched-contactor", [.. BreakerWirings.BuiltIn.All.Keys, BreakerInstallation.Shelly, BreakerInstallation.Mqtt]);
        var isRelay = wiring == BreakerInstallation.Mqtt;
        var isModule = !isRelay && wiring != BreakerInstallation.Shelly;
        if (!isModule && section.Has("unit"))
        {
            throw section.Refuse(SiteFileErrors.Contradiction, "unit", $"{section.Full("unit")} is the unit id of a Modbus module, and the wiring is '{wiring}', which has none.");
        }

        if (isModule && section.Has("credential"))
        {
            throw section.Refuse(SiteFileErrors.Contradiction, "credential", $"{section.Full("credential")} opens a Shelly or a broker, and the wiring is '{wiring}': Modbus knows no password.");
        }

        if (!isRelay && Array.Find(_ofRelays, section.Has) is { } foreign)
        {
            throw section.Refuse(SiteFileErrors.Contradiction, foreign, $"{section.Full(foreign)} is about a relay behind an MQTT broker, and the wiring is '{wiring}'.");
        }

        var template = isRelay ? Template(section) : null;
        var openSeconds = template is not null ? (decimal)template.Feedback.TotalSeconds : isModule ? ModuleOpenSeconds : ShellyOpenSeconds;
        return new(
            wiring,
            InstallationReader.Address(section),
            isModule ? section.Whole("unit", 1) : 0,
            Duration.FromNanoseconds((double)(section.Number("open_seconds", openSeconds) * 1_000_000_000m)),
            section.Whole(Channel, 0))
        {
            Credential = isModule ? null : section.Text("credential"),
            Tls = isRelay ? Encrypted(section) : null,
            Relay = template is null ? null : new(template.Name, Device(section), section.Whole(Row, 0)),
        };
    }

    private static BrokerTls? Encrypted(SiteSection section)
    {
        var isOn = section.Word(Tls, "false") == "true";
        if (!isOn && Array.Find(_ofTls, section.Has) is { } alone)
        {
            throw section.Refuse(SiteFileErrors.Contradiction, alone, $"{section.Full(alone)} is given and {section.Full(Tls)} is not 'true', so the connection would not be encrypted.");
        }

        var (authorities, name, certificate, key) = (section.Text(CaFile), section.Text(TlsName), section.Text(ClientCertificate), section.Text(ClientKey));
        if (name is not null && Uri.CheckHostName(name) == UriHostNameType.Unknown)
        {
            throw section.Refuse(SiteFileErrors.BadName, TlsName, $"{section.Full(TlsName)} is '{name}', which is no host name and no address.");
        }

        if ((certificate is null) != (key is null))
        {
            var (there, missing) = key is null ? (ClientCertificate, ClientKey) : (ClientKey, ClientCertificate);
            throw section.Refuse(SiteFileErrors.MissingKey, missing, $"{section.Full(there)} is given, and {section.Full(missing)} is not.");
        }

        return isOn ? new(authorities, name, certificate, key) : null;
    }

    private static RelayTemplate Template(SiteSection section)
    {
        var known = RelayTemplates.BuiltIn.All;
        var name = Needed(section, "template");
        var template = known.GetValueOrDefault(name) ?? throw section.Unknown("template", name, known.Keys);
        foreach (var (key, place) in new[] { (Row, "{row}"), (Channel, "{channel}") })
        {
            // Devices count their relays from 0 or from 1, and 0 may mean all of them: no guess is a good one.
            var counts = template.On.Topic.Contains(place, StringComparison.Ordinal) || template.On.Payload.Contains(place, StringComparison.Ordinal);
            if (counts && !section.Has(key))
            {
                throw section.Refuse(SiteFileErrors.MissingKey, key, $"{section.Full(key)} is not there, and template '{name}' tells relays from one another by it.");
            }

            if (!counts && section.Has(key))
            {
                throw section.Refuse(SiteFileErrors.Contradiction, key, $"{section.Full(key)} has no meaning for template '{name}': it has one relay a device.");
            }
        }

        return template;
    }

    // It becomes part of topics, where + and # stand for others, and of payloads in JSON.
    private static string Device(SiteSection section)
    {
        var device = Needed(section, "device");
        var isGood = device.Length <= DeviceLengthAtMost && device.All(static letter => !char.IsControl(letter) && letter is not ('+' or '#' or '"' or '\\' or '{' or '}'));
        return isGood ? device : throw section.Refuse(
            SiteFileErrors.WrongType, "device", $"{section.Full("device")} is '{device}'; a device's name in its topics has at most {DeviceLengthAtMost} characters and none of + # \" \\ {{ }}.");
    }

    private static string Needed(SiteSection section, string key) => section.Text(key) ?? throw section.Refuse(
        SiteFileErrors.MissingKey, key, $"{section.Full(key)} is not there, and a relay behind an MQTT broker is known by it.");
}
