using System.Collections.Frozen;
using Spillway.Simulation.Emulators.Cgminer;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.LuxOs;

/// <summary>Sessions and the orders that need one. The number and words of a refusal are not in the firmware's published
/// description: only the letter E is sure.</summary>
internal static class LuxOsOrders
{
    private const int NoSession = 312;
    private const int SessionBusy = 317;
    private const int Failed = 336;

    private static readonly FrozenSet<string> _known = new[] { "curtail", "profileset", "atmset", "rebootdevice", "logoff" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The answer; null for a command that it does not know.</summary>
    public static CgminerReply? Answer(string command, string? parameter, EmulatedMachine machine)
    {
        var memory = machine.Remember(() => new LuxOsMemory());
        switch (command)
        {
            case "logon":
                return memory.LogOn(machine.Identity.Serial, machine.Now) is { } made
                    ? CgminerReply.Of(316, "Session created", Session(made))
                    : CgminerReply.No(SessionBusy, "Another session is active");
            case "session":
                return CgminerReply.Of(319, "Session information", Session(memory.Session(machine.Now)));
        }

        if (!_known.Contains(command))
        {
            return null;
        }

        var values = (parameter ?? "").Split(',', 2);
        return memory.Use(values[0], machine.Now)
            ? Order(command, values.Length > 1 ? values[1] : "", machine, memory)
            : CgminerReply.No(NoSession, "Invalid session id");
    }

    private static CgminerReply Order(string command, string value, EmulatedMachine machine, LuxOsMemory memory)
    {
        switch (command)
        {
            case "curtail" when value is "sleep" or "wakeup" || value.StartsWith("wakeup,", StringComparison.Ordinal):
                MachineInstruction wanted = value == "sleep" ? new MachineInstruction.Sleep() : new MachineInstruction.Wake();
                return Told(machine, wanted, CgminerReply.Of(335, "Curtailment command sent", new CgminerSection("CURTAIL", new CgminerRecord().Text("Action", value == "sleep" ? "sleep mode" : "wake up"))));
            case "profileset" when LuxOsProfile.Find(machine.Build, value.Split(',')[0]) is { } profile:
                return Set(profile, machine, memory);
            case "atmset":
                memory.IsThermalManaged = !value.Contains("enabled=false", StringComparison.Ordinal);
                return CgminerReply.Of(340, "ATM settings updated");
            case "rebootdevice":
                return Told(machine, new MachineInstruction.Reboot(), CgminerReply.Of(305, "Reboot Scheduled"));
            case "logoff":
                memory.LogOff();
                return CgminerReply.Of(320, "Session terminated");
            default:
                return CgminerReply.No(Failed, "Invalid parameter");
        }
    }

    private static CgminerReply Set(LuxOsProfile profile, EmulatedMachine machine, LuxOsMemory memory)
    {
        var done = CgminerReply.Of(321, "Profile Set", new CgminerSection("PROFILE", new CgminerRecord().Whole("Board", 0).Text("Profile", profile.Name)));
        var answer = Told(machine, new MachineInstruction.SetPowerLimit(profile.Watts), done);
        if (ReferenceEquals(answer, done))
        {
            memory.Profile = profile.Name;
        }

        return answer;
    }

    private static CgminerReply Told(EmulatedMachine machine, MachineInstruction instruction, CgminerReply done) =>
        machine.Tell(instruction) is InstructionAnswer.Refused refused ? CgminerReply.No(Failed, refused.Reason) : done;

    private static CgminerSection Session(string id) => new("SESSION", new CgminerRecord().Text("SessionID", id));
}
