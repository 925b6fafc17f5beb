using Spillway.Devices.Wire.Cgminer;
using Spillway.Simulation.Emulators.Cgminer;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators;

/// <summary>Cgminer's port of firmware that has its own interface besides.</summary>
internal static class CgminerPort
{
    public static byte[] Answer(ReadOnlySpan<byte> bytes, EmulatedMachine machine, CgminerVoice voice, Func<string, MachineSnapshot, CgminerReply> report)
    {
        var now = machine.Look();
        var writer = new CgminerWriter(voice, now.At.ToUnixTimeSeconds());
        return CgminerRequest.TryParse(bytes, out var request) switch
        {
            CgminerRequestFault.NotJson => writer.Write(CgminerForm.Json, new CgminerReply(CgminerStatus.InvalidJson)),
            CgminerRequestFault.NoCommand => writer.Write(CgminerForm.Json, new CgminerReply(CgminerStatus.MissingCommand)),
            _ => writer.Write(request, command => report(command, now)),
        };
    }
}
