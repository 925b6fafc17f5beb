using System.CommandLine;
using System.Text.Json.Nodes;
using Spillway.App.Checkups;

namespace Spillway.App.Cli;

/// <summary><c>spillway doctor</c>: what is there and what is missing.</summary>
public static class DoctorCommand
{
    /// <summary>The command.</summary>
    /// <param name="terminal">Where it writes, and whose data folder it looks at.</param>
    /// <param name="surroundings">What lies outside the program, asked for when the command runs.</param>
    /// <returns>The command; it answers 0 where everything needed is usable, else 1.</returns>
    public static Command Create(Terminal terminal, Func<Surroundings> surroundings)
    {
        ArgumentNullException.ThrowIfNull(terminal);
        ArgumentNullException.ThrowIfNull(surroundings);
        var site = new Argument<string?>("SITE.yaml") { Description = "A site file to look at too.", Arity = ArgumentArity.ZeroOrOne };
        var rules = RulesOption.Create();
        var json = JsonTarget.Option();
        var command = new Command("doctor", "What is there and what is missing: data folder, archive, site file, and whether the site and its prices fit the market's rules. Nothing outside the machine is contacted.") { site, rules, json };
        command.SetAction((parsed, _) =>
        {
            var checkup = Checkup.Of(surroundings(), terminal.DataFolder, parsed.GetValue(site), parsed.GetValue(rules));
            if (parsed.GetValue(json) is { } target)
            {
                JsonTarget.Write(terminal, target, Json(checkup));
            }

            if (!JsonTarget.IsOutput(parsed.GetValue(json)))
            {
                Show(terminal, checkup);
            }

            return Task.FromResult(checkup.IsUsable ? 0 : 1);
        });
        return command;
    }

    private static void Show(Terminal terminal, Checkup checkup)
    {
        var width = checkup.Checks.Max(check => check.Name.Length);
        foreach (var check in checkup.Checks)
        {
            terminal.Output.WriteLine($"{Word(check.Status),-7} {check.Name.PadRight(width)}  {check.Found}");
            if (check.Advice.Length > 0)
            {
                terminal.Output.WriteLine($"{new string(' ', width + 10)}{check.Advice}");
            }
        }

        terminal.Output.WriteLine(checkup.IsUsable ? "Usable." : "Not usable: see what is broken above.");
    }

    private static JsonObject Json(Checkup checkup) => new()
    {
        ["usable"] = checkup.IsUsable,
        ["checks"] = new JsonArray([.. checkup.Checks.Select(check => (JsonNode)new JsonObject
        {
            ["name"] = check.Name,
            ["status"] = Word(check.Status),
            ["found"] = check.Found,
            ["advice"] = check.Advice.Length == 0 ? null : check.Advice,
        })]),
    };

    private static string Word(CheckStatus status) => status switch
    {
        CheckStatus.Good => "good",
        CheckStatus.Absent => "absent",
        CheckStatus.Amiss => "amiss",
        _ => "broken",
    };
}
