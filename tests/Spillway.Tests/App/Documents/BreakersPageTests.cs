using System.Globalization;
using System.Text;
using Spillway.Devices.Wire.Breakers;
using Spillway.Devices.Wire.Modbus;
using Spillway.Devices.Wire.Relays;
using Xunit;

namespace Spillway.Tests.App.Documents;

/// <summary>docs/reference/breakers.md is the wirings and relay templates.</summary>
public sealed class BreakersPageTests
{
    [Fact]
    public void The_page_lists_every_wiring_and_relay()
    {
        var page = new StringBuilder("""
            # Breakers, contactors and relays

            What opens and closes feeders: breakers and contactors on Modbus TCP modules, relays behind an MQTT broker, Shelly switches over
            HTTP. How one hangs on its module is a small text file. This page is made from the files and compared with them by a test.

            ## In a site file

            | what | `wiring` of a feed's `breaker` | where it is | runs under the desk |
            |---|---|---|---|
            | Modbus TCP module | a name of the table below | `address`, `unit`, `channel` | yes |
            | Shelly of generation 2 or later, over HTTP | `shelly` | `address`, `channel`, `credential` | yes |
            | relay behind an MQTT broker | `mqtt` | `address` of the broker, `template`, `device`, `row`, `channel`, `credential`, `tls` with `ca_file`, `tls_name`, `client_certificate`, `client_key` | yes |

            Where `address` is left out, the feeds of a wiring are in their order the inventory's breakers of that family, which must be as many and,
            where they say a load, of the feed's own; else the desk does not start ([SW6411](../ERRORS.md)). A breaker of another family is passed over. A
            module whose family is `modbus`, or none at all, may be of any Modbus wiring. `spillway emulate` serves all three kinds.

            ## How a command goes

            | step | close | open |
            |---|---|---|
            | look first | always | only where the command is a pulse |
            | refused without a write | on local, tripped, racked out, interlocked, contacts that contradict one another | on local |
            | write | once, never repeated: what does not close may have tripped | once; once more where no feedback comes |
            | done | when the auxiliary contacts say closed | when they say open, tripped or racked out |
            | else | late, with what the contacts say | late, with what the contacts say |

            The echo of a write confirms nothing. A write whose answer is lost may have been taken, so the contacts are asked. A pulse is always
            ended, also when the caller gives up. Contacts can lie: whether power has gone is the meter's word.

            ## The wiring file

            | key | default | meaning |
            |---|---|---|
            | `breaker`, `title` | must be there | name in a site file; what it is |
            | `open` | must be there | what is written to open it |
            | `close`, `trip` | none | what is written to close it; to fire its shunt trip |
            | `closed`, `opened` | one must be there | auxiliary contacts 52a and 52b |
            | `tripped`, `interlock`, `remote`, `withdrawn` | none | further feedback |
            | `watchdog` | none | `register ADDRESS`, written with a changing value |
            | `feedback_ms` | 3000 | how long feedback may take, 10 to 60000 |
            | `look_ms` | 20 | pause before the second look; doubles up to eight times itself |

            A write is `coil ADDRESS = on|off [for N ms]`, `register ADDRESS = VALUE [for N ms]` (a pulse has at most 2000 ms) or
            `schneider-command CODE`. A point is `[not] coil|input ADDRESS` or `[not] register|input-register ADDRESS bit B` or `… = VALUE`. After an address
            `+ channel`, `- channel` or `+ 2*channel` makes one file serve every channel of a module.

            | name | what | open | closed | watchdog |
            |---|---|---|---|---|

            """);
        foreach (var wiring in BreakerWirings.BuiltIn.All.Values)
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{wiring.Name}` | {wiring.Title} | {Write(wiring.Open)} | {Point(wiring.Closed)} | {(wiring.Watchdog is { } dog ? $"register {dog.Address}" : "—")} |\n");
        }

        page.Append("""

            ## Watchdogs

            A module with a watchdog lets its outputs fall when it is not fed: the feeder opens by itself when the desk is dead. Feed it well
            within its time, which is set on the module. It wakes at the first feeding. Decide per feeder whether a dead desk is to shed load or
            to keep it running, and wire the watchdog accordingly.

            ## Relays behind a broker

            MQTT 5. Commands are sent at least once, never retained, and expire at the broker after 10 s. What a broker remembers is no reading:
            retained messages are not asked for, and a state counts only when it was said after the question. A retained last will counts as the word that
            the device is gone. Placeholders in topics and payloads: `{device}`, `{row}`, `{channel}`, and `{caller}`, a name of the relay's own on the
            desk's side. Without `tls` the connection is not encrypted: keep broker and desk on one network of their own then, above all where the broker has a password.

            A feed behind a relay: a Tasmota plug whose topic is `plug-7`, the desk's user and password for the broker in a file.

            ```yaml
            breaker:
              wiring: mqtt
              address: 10.0.0.5
              template: tasmota
              device: plug-7
              channel: 1
              credential: /etc/spillway/broker
            ```

            The same behind a broker that is reached by TLS, and whose certificate is for a name:

            ```yaml
            breaker:
              wiring: mqtt
              address: 10.0.0.5
              template: tasmota
              device: plug-7
              channel: 1
              credential: /etc/spillway/broker
              tls: true
              ca_file: /etc/spillway/broker-ca.pem
              tls_name: broker.site.example
            ```

            With `tls: true` the connection is encrypted, on port 8883 where `address` says none. The broker's certificate has to lead to an authority
            of `ca_file`, or without that to one that this machine trusts, and has to be for `tls_name`, or without that for the address. Whether it was
            revoked is not asked: the desk has to reach its relays when the way out of the site is cut. Nothing makes the desk take any certificate. A
            broker that does not prove who it is is told nothing, its password neither: its feeds are *unknown*, commands to them are refused, and the desk
            says once what was wrong ([SW5701](../ERRORS.md)). `client_certificate` and `client_key` show a broker that asks for it who the desk is. The
            files are read when the desk starts, which it does not where one of them cannot be used ([SW5702](../ERRORS.md)). To change any of it takes
            [two people](authority.md).

            Relays with the same `address`, `credential` and TLS share one connection. `row` and `channel` must be there where the template tells relays from
            one another by them, and may not where it does not: 0 means all relays to some devices. A search does not find relays behind brokers. A
            relay that cannot be asked is as slow as it tells its state by itself; a command does not wait for that.

            | name | what | state | asked by | power |
            |---|---|---|---|---|

            """);
        foreach (var template in RelayTemplates.BuiltIn.All.Values)
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{template.Name}` | {template.Title} | {Field(template.State)} | {(template.Ask is { } ask ? $"`{ask.Topic}`" : "tells it by itself")} | {Field(template.Power)} |\n");
        }

        page.Append("""

            Keys of such a file: `relay`, `title`, `on`, `off`, `state`, `state_on`, `state_off` must be there; `ask`, `available` with `gone`,
            `ask_meter`, `power`, `energy`, `voltage`, `feedback_ms` (2000) and `look_ms` (100) may be. A message is `TOPIC PAYLOAD`; a field is `TOPIC [PATH]`, a measured
            one `TOPIC PATH UNIT`. A path goes through JSON by names and numbers parted by dots; `[name=value]` picks an item of a list.

            ## Shelly over HTTP

            A Shelly of generation 2 or later is told by its RPC, `POST /rpc`: `Switch.Set`, then `Switch.GetStatus` until its `output` is what was asked
            for, at most 2 s. An answer that takes longer than 2 s is none. Where it has a password its user is `admin`, by digest. It has no
            watchdog that the desk feeds and no shunt trip.

            """);
        Approval.Matches("docs/reference/breakers.md", page.ToString());
    }

    private static string Write(BreakerWrite write) => write.Kind switch
    {
        BreakerWriteKind.SchneiderCommand => $"command {write.Value}",
        BreakerWriteKind.Coil => $"coil {write.Address}{Channel(write.AddressPerChannel)} {(write.Value == 0 ? "off" : "on")}{(write.PulseMilliseconds is { } pulse ? $" for {pulse} ms" : "")}",
        _ => $"register {write.Address}{Channel(write.AddressPerChannel)} = {write.Value}",
    };

    private static string Point(BreakerPoint? point) => point is null ? "—" : $"{point.Function switch
    {
        ModbusFunction.ReadCoils => "coil",
        ModbusFunction.ReadDiscreteInputs => "input",
        ModbusFunction.ReadHoldingRegisters => "register",
        _ => "input-register",
    }} {point.Address}{Channel(point.AddressPerChannel)}";

    private static string Channel(int perChannel) => perChannel switch
    {
        0 => "",
        1 => " + channel",
        -1 => " − channel",
        _ => $" + {perChannel}·channel",
    };

    private static string Field(RelayField? field) => field is null ? "—" : $"`{field.Topic}`{(field.Path.Length > 0 ? $" `{field.Path}`" : "")}";
}
