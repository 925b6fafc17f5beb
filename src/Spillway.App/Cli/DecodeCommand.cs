using System.CommandLine;
using System.Globalization;
using Spectre.Console;
using Spillway.App.Sites;
using Spillway.Devices.Miners;

namespace Spillway.App.Cli;

/// <summary><c>spillway decode</c>: what recorded answers of machines say.</summary>
internal static class DecodeCommand
{
    private const string Unsaid = "-";

    public static Command Create(Terminal terminal)
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Recorded answers, as they came from the wire; the files of one folder are one machine. A folder means the answers in it.",
            Arity = ArgumentArity.OneOrMore,
        };
        var family = new Option<string?>("--family")
        {
            Description = $"Read as this family instead of recognising it: {string.Join(", ", MinerDecoder.Families)}.",
            HelpName = "NAME",
        };
        family.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is { } name && !MinerDecoder.Families.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                result.AddError($"'{name}' is not a family; the nearest is '{NearestNames.Of(name, MinerDecoder.Families, 1)[0]}'.");
            }
        });
        var json = JsonTarget.Option();
        var command = new Command("decode", "What recorded answers of machines say: family, mode, hash rate, power, temperature, pools, faults.") { files, family, json };
        command.SetAction(async (parsed, cancellation) =>
        {
            var recorded = RecordedMachine.Find(parsed.GetRequiredValue(files));
            new ResultTargets(parsed.GetValue(json), null, null).Check(recorded.SelectMany(machine => machine.Files));
            var machines = new List<(string File, RecordedReading Read)>();
            foreach (var machine in recorded)
            {
                cancellation.ThrowIfCancellationRequested();

                // A pipe that nobody writes into never opens: the person who waits for it can still end the command.
                var read = await Task.Run(() => MinerDecoder.Decode(machine, parsed.GetValue(family)), cancellation).WaitAsync(cancellation);
                machines.Add((machine.Place, read));
            }

            Write(terminal, machines, parsed.GetValue(json));
            return machines.TrueForAll(machine => machine.Read.Refused.IsEmpty && machine.Read.Reading.Family is not null) ? 0 : 1;
        });
        return command;
    }

    // What can be read is said whatever was refused beside it; the refusals go where faults go.
    private static void Write(Terminal terminal, List<(string File, RecordedReading Read)> machines, string? json)
    {
        if (json is not null)
        {
            JsonTarget.Write(terminal, json, DecodeJson.Of(machines.Select(machine => (machine.File, machine.Read.Reading))));
        }

        if (!JsonTarget.IsOutput(json))
        {
            Show(terminal, machines.Where(machine => machine.Read.IsAnythingLeft).Select(machine => (machine.File, machine.Read.Reading)));
        }

        foreach (var (file, read) in machines)
        {
            foreach (var refusal in read.Refused)
            {
                terminal.Errors.WriteLine(refusal.Message);
            }

            if (read.IsAnythingLeft && read.Reading.Family is null)
            {
                terminal.Errors.WriteLine($"{file}: not recognised as any family; --family reads it as one.");
            }
        }
    }

    private static void Show(Terminal terminal, IEnumerable<(string File, MinerReading Reading)> machines)
    {
        foreach (var (file, reading) in machines)
        {
            terminal.Output.WriteLine(file);
            var table = new Table().Border(TableBorder.None).HideHeaders();
            table.AddColumn(new TableColumn("").NoWrap().PadLeft(2));
            table.AddColumn("");
            foreach (var (name, value) in Rows(reading))
            {
                table.AddRow(Markup.Escape(name), Markup.Escape(value));
            }

            terminal.Tables().Write(table);
        }
    }

    private static IEnumerable<(string Name, string Value)> Rows(MinerReading reading)
    {
        yield return ("family", reading.Family ?? "not recognised");
        yield return ("model", reading.Model ?? Unsaid);
        yield return ("firmware", reading.Firmware ?? Unsaid);
        yield return ("mac", reading.Mac ?? Unsaid);
        yield return ("mode", DecodeJson.Word(reading.Mode));
        yield return ("hash rate, TH/s", Text(reading.Hashrate?.Value));
        yield return ("power, W", reading.Power is null ? Unsaid : $"{Text(reading.Power?.Value)} {DecodeJson.Word(reading.PowerGrade)}");
        yield return ("hottest, °C", Text(reading.HottestCelsius));
        yield return ("fans, 1/min", reading.FanRpm is { } fans ? string.Join(' ', fans) : Unsaid);
        yield return ("up, s", reading.UptimeSeconds?.ToString(CultureInfo.InvariantCulture) ?? Unsaid);
        yield return ("pools", reading.Pools is { } pools ? string.Join('\n', pools.Select(pool => string.Join(' ', new[] { pool.Url, pool.User, pool.Status }.OfType<string>()))) : Unsaid);
        yield return ("faults", reading.Faults is not { } faults ? Unsaid : faults.IsEmpty ? "none" : string.Join('\n', faults));
    }

    private static string Text(decimal? value) => value?.ToString("0.###", CultureInfo.InvariantCulture) ?? Unsaid;
}
