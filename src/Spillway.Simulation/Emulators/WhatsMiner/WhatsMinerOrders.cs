using System.Globalization;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.WhatsMiner;

/// <summary>What both APIs can have done, whatever they call it.</summary>
internal sealed class WhatsMinerOrders(EmulatedMachine machine, WhatsMinerMemory memory)
{
    private const double MostLimit = 99_999;

    public InstructionAnswer Stop()
    {
        var told = machine.Tell(new MachineInstruction.Sleep());
        if (told is InstructionAnswer.Accepted)
        {
            memory.OffSince ??= machine.Now;
        }

        return told;
    }

    public InstructionAnswer Start()
    {
        var told = machine.Tell(new MachineInstruction.Wake());
        if (told is InstructionAnswer.Accepted)
        {
            memory.OffSince = null;
        }

        return told;
    }

    public InstructionAnswer Restart()
    {
        var told = Stop();
        return told is InstructionAnswer.Refused ? told : Start();
    }

    public InstructionAnswer Reboot()
    {
        var told = machine.Tell(new MachineInstruction.Reboot());
        if (told is InstructionAnswer.Accepted)
        {
            memory.Restart();
        }

        return told;
    }

    public InstructionAnswer Mode(MachineMode mode) => machine.TellAndRestart(new MachineInstruction.SetMode(mode));

    public InstructionAnswer Limit(string? text)
    {
        if (!double.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var watts) || watts > MostLimit)
        {
            return new InstructionAnswer.Refused("invalid param");
        }

        double? limit = watts >= MostLimit ? null : watts;
        var told = machine.TellAndRestart(new MachineInstruction.SetPowerLimit(limit));
        if (told is InstructionAnswer.Accepted)
        {
            memory.LimitWatts = limit;
            memory.Percent = 100;
        }

        return told;
    }

    /// <summary>A share of the power that it tuned itself to, without a new start; before it has tuned there is none.</summary>
    public InstructionAnswer Percent(string? text)
    {
        var now = machine.Look();
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var percent) || percent > 100 || now.Phase != MachinePhase.Hashing)
        {
            return new InstructionAnswer.Refused(now.Phase == MachinePhase.Hashing ? "invalid param" : "upfreq is not complete");
        }

        var whole = memory.LimitWatts ?? machine.Build.ModeWatts(now.Mode);
        var told = machine.Tell(new MachineInstruction.SetPowerLimit(percent == 100 ? memory.LimitWatts : whole * percent / 100));
        if (told is InstructionAnswer.Accepted)
        {
            memory.Percent = percent;
        }

        return told;
    }
}
