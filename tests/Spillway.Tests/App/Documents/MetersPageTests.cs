using System.Globalization;
using System.Text;
using Spillway.Devices.Wire.Meters;
using Spillway.Devices.Wire.Modbus;
using Xunit;

namespace Spillway.Tests.App.Documents;

/// <summary>docs/reference/meters.md is the register maps.</summary>
public sealed class MetersPageTests
{
    [Fact]
    public void The_page_lists_every_meter()
    {
        var page = new StringBuilder("""
            # Meters

            A meter is read over Modbus TCP, by a register map or by SunSpec. A map is a small text file: a new meter is a new file, see
            [add a meter](../how-to/add-a-meter.md). Consumption is positive. This page is made from the maps and compared with them by a
            test.

            ## What is read

            Power, energy drawn and given back, mean voltage to neutral, frequency, power factor, mean current and the total harmonic
            distortion (THD) of voltage and current of the worst phase; voltage, current and both THD of each phase besides; as far as the
            meter has them, which [the table](#the-maps) says. A current has no sign, whichever way the power flows.

            What a meter does not have, or marks as not available, is *no value* and never zero: all bits set in a number without sign, the least and the
            largest of a number with sign, what is no number among floats. A meter that refuses a block without its power is read without
            that block, and asked for it again after 60 readings; one that refuses its power is not read. THD is a slow mean: a block that
            holds nothing else is read at every tenth reading, one such block a reading, and what it said stands until then.

            The desk reads the meter at the grid connection once a second and decides from its power alone. The rest is for people: it stands
            in `meter` of [the API's status](api.md#the-status) (`spillway status --json -`) and, with its age, on the console's page *Fleet*.

            ## The file

            One `key: value` a line; `#` begins a comment. A file with the name of a map that comes with the program stands instead of it.

            | key | default | meaning |
            |---|---|---|
            | `meter` | must be there | the name in a site file: lower-case letters, digits, `-` |
            | `title` | must be there | maker and models |
            | `function` | 3 | 3 reads holding registers, 4 input registers |
            | `order` | ABCD | the order in which bytes arrive: ABCD, CDAB (low word first), BADC, DCBA |
            | `consumption` | positive | `negative` where the meter counts consumption as negative, as with current transformers the wrong way round: power changes its sign and the two energies their places |
            | `registers_at_most` | 125 | most registers in one answer, 4 to 125 |
            | `gap_at_most` | 0 | registers read in vain to join two reads; many meters refuse a read that touches a register they do not have |
            | `power`, or all of `power_1` `power_2` `power_3` | must be there | W, kW or MW |
            | `imported_energy`, `exported_energy` | none | Wh, kWh or MWh |
            | `voltage`, or any of `voltage_1` `voltage_2` `voltage_3` | none | V or kV, to neutral |
            | `frequency` | none | Hz |
            | `power_factor` | none | ratio or % |
            | `current`, or any of `current_1` `current_2` `current_3` | none | A or kA; the mean of the phases stands for the whole |
            | `voltage_thd`, or any of `voltage_thd_1` `voltage_thd_2` `voltage_thd_3` | none | ratio or %; the worst of the phases stands for the whole |
            | `current_thd`, or any of `current_thd_1` `current_thd_2` `current_thd_3` | none | ratio or %, likewise |

            A register is `ADDRESS TYPE [xSCALE] [from LOW to HIGH] UNIT [ORDER] [function N]`, addresses counted from 0 as on the wire,
            decimal or with `0x`: a list that prints 3060 for the PM5000 family means 3059. Types: `u16 s16 u32 s32 u64 s64 f32 f64`; `m10k`, two registers
            of 0 to 9999; `f32-quadrant`, a power factor whose quadrant is folded into its size. `from LOW to HIGH` gives what 0 and 9999 stand for.
            A number that nothing measures (1e24 of its quantity and more), a power factor beyond −1 to 1, a current beyond 1,000,000 A and a THD
            below 0 or above 1,000 % are no value.

            ## The maps

            | name | meter | reads | power | energy drawn | current | THD of voltage | THD of current |
            |---|---|---:|---|---|---|---|---|

            """);
        foreach (var map in MeterMaps.BuiltIn.All.Values)
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{map.Name}` | {map.Title} | {map.Blocks.Count(block => !map.IsSlow(block)) + (map.Blocks.Any(map.IsSlow) ? 1 : 0)} | {Place(map, MeterQuantity.Power)} | {Place(map, MeterQuantity.ImportedEnergy)} | {Place(map, MeterQuantity.Current1)} | {Place(map, MeterQuantity.VoltageDistortion1)} | {Place(map, MeterQuantity.CurrentDistortion1)} |\n");
        }

        page.Append("""

            *Reads*: most requests for one reading. Of current and THD the register of the first phase stands here; where there is none, no public
            list of that meter was found that gives it, and a file of your own may. The THD of SATEC's 32-bit block and of Janitza's own block
            are such; the iEM3000 has none. Floats of 32 bits keep seven digits: an energy counter of that kind no longer tells a single
            Wh above 16.7 MWh. Where a file says that an address is not confirmed, compare it with the meter's display first.

            ## SunSpec

            The map is looked for at 40000, 50000 and 0; models 201 to 204 (whole numbers and scale factors) and 211 to 214 (floats) are
            read, others stepped over, 64 of them at most; one that would reach beyond the last register, 65535, is none. Scale factors are read with their values. Voltage and
            current of each phase are read too; these models know no THD. The standard leaves the sign of power to the maker:
            at commissioning compare it with the counter that grows.

            ## Limits

            | what | default |
            |---|---|
            | connect | 3 s |
            | answer | 1 s; behind a slow gateway set 3 s |
            | requests under way on one connection | 1; up to 16 where a device is known to keep them apart |
            | answers missed in a row until the connection is given up | 2 |
            | reads asked again | once, where a kept connection turns out to be dead |

            Anything that is no proper answer — another number, unit, function, length or count — closes the connection, because the two
            sides may be out of step; the reading is then a fault and the next one begins on a fresh connection.

            """);
        Approval.Matches("docs/reference/meters.md", page.ToString());
    }

    private static string Place(MeterMap map, MeterQuantity quantity) =>
        map.Registers.FirstOrDefault(register => register.Quantity == quantity) is { } register
            ? $"{(register.Function == ModbusFunction.ReadInputRegisters ? "input " : "")}{register.Address} {register.Type.ToString().ToLowerInvariant()} {register.Order}"
            : "—";
}
