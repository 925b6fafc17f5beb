using System.Globalization;
using System.Text.Json;
using Spillway.Simulation.World;

namespace Spillway.Simulation.Emulators.Antminer;

/// <summary>The settings' file and the script that changes it: read to the first end of line, unknown keys ignored, a mode that
/// the image does not know dropped without a word, and success said before anything has happened.</summary>
internal static class AntminerSettings
{
    private const int Normal = 0;
    private const int Sleep = 1;
    private const int Low = 3;

    public static string Text(EmulatedMachine machine, AntminerMemory memory, AntminerGeneration generation)
    {
        var pools = $$"""[{"url":"stratum+tcp://pool.example:3333","user":"{{machine.Build.Worker}}","pass":"x"},{"url":"","user":"","pass":""},{"url":"","user":"","pass":""}]""";
        var access = """ "api-listen":true,"api-network":true,"api-groups":"A:stats:pools:devs:summary:version","api-allow":"A:0/0,W:*" """.Trim();
        var modes = generation.IsNew
            ? string.Create(CultureInfo.InvariantCulture, $$""","bitmain-work-mode":"{{memory.Mode}}","bitmain-freq-level":"100" """).TrimEnd()
            : ""","bitmain-freq":"650","bitmain-voltage":"0706" """.TrimEnd();
        return $$"""{"pools":{{pools}},{{access}},"bitmain-fan-ctrl":false,"bitmain-fan-pwm":"100"{{modes}}}""";
    }

    public static string Store(string body, EmulatedMachine machine, AntminerMemory memory, AntminerGeneration generation)
    {
        if (!generation.IsNew)
        {
            // The older script takes form fields and restarts; it has no mode.
            return "ok";
        }

        if (!TryMode(body.Split('\n')[0], out var mode))
        {
            return """{"stats":"error","code":"M001","msg":"Illegal request!"}""";
        }

        if (mode is not { } wanted || !Instructions(wanted, machine.Build, out var instructions))
        {
            return """{"stats":"success","code":"M000","msg":"OK!"}""";
        }

        foreach (var instruction in instructions)
        {
            if (machine.Tell(instruction) is InstructionAnswer.Refused)
            {
                return """{"stats":"error","code":"M001","msg":"request busy"}""";
            }
        }

        memory.Store(wanted, machine.Now);
        return """{"stats":"success","code":"M000","msg":"OK!"}""";
    }

    private static bool Instructions(int mode, MachineBuild build, out MachineInstruction[] instructions)
    {
        instructions = mode switch
        {
            Sleep => [new MachineInstruction.Sleep()],
            Normal => [new MachineInstruction.SetMode(MachineMode.Normal), new MachineInstruction.Wake()],
            Low when build.Find(MachineMode.Low) is not null => [new MachineInstruction.SetMode(MachineMode.Low), new MachineInstruction.Wake()],
            _ => [],
        };
        return instructions.Length > 0;
    }

    private static bool TryMode(string line, out int? mode)
    {
        mode = null;
        try
        {
            using var document = JsonDocument.Parse(line);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return false;
            }

            // The other name of the mode, which the page with the settings shows, is not read here.
            if (document.RootElement.TryGetProperty("miner-mode", out var value)
                && int.TryParse(value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText(), CultureInfo.InvariantCulture, out var number))
            {
                mode = number;
            }

            return true;
        }
        catch (JsonException)
        {
            // The script says so too, in its own words.
            return false;
        }
    }
}
