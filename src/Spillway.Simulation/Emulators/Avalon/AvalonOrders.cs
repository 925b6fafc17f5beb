using System.Globalization;
using Spillway.Devices.Wire.Cgminer;
using Spillway.Simulation.Emulators.Cgminer;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.Avalon;

/// <summary>The <c>ascset</c> options. A soft switch names the second at which it is to happen, a few from now; here it happens
/// at once, and the ramp takes the time.</summary>
internal static class AvalonOrders
{
    private const int Info = 118;
    private const int Set = 119;
    private const int Failed = 120;
    private const string NoEffectValue = "255";

    public static CgminerReply Answer(string? parameter, EmulatedMachine machine, AvalonVariant model)
    {
        var values = (parameter ?? "").Split(',');
        if (values.Length < 2 || values[0] != "0")
        {
            return CgminerReply.No(15, "Missing device id parameter");
        }

        return (values[1], values.Length > 2 ? values[2] : null) switch
        {
            ("softoff" or "softon", { } at) when model.HasSoftSwitch && at.StartsWith("1:", StringComparison.Ordinal) =>
                Told(machine, values[1] == "softoff" ? new MachineInstruction.Sleep() : new MachineInstruction.Wake(), Said($"success {values[1]}:{at[2..]}")),
            ("softoff", null) when model.HasSoftSwitch => Told(machine, new MachineInstruction.Sleep(), Done),
            ("hashpower", "0") => Told(machine, new MachineInstruction.Sleep(), Said("Power off hash now ...")),
            ("workmode", "set") when model.IsHome && values.Length > 3 => Mode(values[3], machine, model, isLive: true),
            ("workmode", "get") when model.IsHome => Said($"WORKMODE[{AvalonReport.WorkMode(model, machine.Look().Mode)}]"),
            ("workmode", NoEffectValue) when !model.IsHome => Said($"WORKMODE[{AvalonReport.WorkMode(model, machine.Look().Mode)}]"),
            ("workmode", { } number) when !model.IsHome => Mode(number, machine, model, isLive: false),
            ("reboot", "0") => Restart(machine),
            _ => CgminerReply.No(Failed, "ASC 0 set failed: Unknown option"),
        };
    }

    private static CgminerReply Done => CgminerReply.Of(Set, "ASC 0 set OK");

    private static CgminerReply Said(string words) => new(new CgminerStatus('I', Info, $"ASC 0 set info: {words}"));

    private static CgminerReply Mode(string number, EmulatedMachine machine, AvalonVariant model, bool isLive)
    {
        MachineMode? mode = machine.Build.Modes.Select(figures => (MachineMode?)figures.Mode).FirstOrDefault(one => AvalonReport.WorkMode(model, one!.Value) == number);
        if (mode is not { } wanted)
        {
            return CgminerReply.No(Failed, string.Create(CultureInfo.InvariantCulture, $"ASC 0 set failed: error:1 not support set workmode max_mode[{machine.Build.Modes.Length - 1}]"));
        }

        if (isLive)
        {
            return Told(machine, new MachineInstruction.SetMode(wanted), Done);
        }

        // It holds from the next start on.
        machine.Remember(() => new AvalonMemory()).NextMode = wanted;
        return Done;
    }

    private static CgminerReply Restart(EmulatedMachine machine)
    {
        if (machine.Remember(() => new AvalonMemory()).NextMode is { } mode
            && machine.Tell(new MachineInstruction.SetMode(mode)) is InstructionAnswer.Refused refused)
        {
            return CgminerReply.No(Failed, $"ASC 0 set failed: {refused.Reason}");
        }

        // A start ends any rest: the switch is not kept.
        machine.Tell(new MachineInstruction.Wake());
        return Told(machine, new MachineInstruction.Reboot(), Done);
    }

    private static CgminerReply Told(EmulatedMachine machine, MachineInstruction instruction, CgminerReply done) =>
        machine.Tell(instruction) is InstructionAnswer.Refused refused ? CgminerReply.No(Failed, $"ASC 0 set failed: {refused.Reason}") : done;
}
