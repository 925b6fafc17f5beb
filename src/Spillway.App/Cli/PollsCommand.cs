using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using NodaTime.Text;
using Spillway.App.Composition;
using Spillway.Engine;
using Spillway.Journal.Polls;

namespace Spillway.App.Cli;

/// <summary><c>spillway polls</c>: what machines answered, byte for byte, as long as the ring has it.</summary>
internal static class PollsCommand
{
    public static Command Create(Terminal terminal)
    {
        var machine = new Argument<IPAddress?>("ADDRESS")
        {
            Description = "Only this machine's answers.",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = static result => IPAddress.TryParse(result.Tokens[0].Value, out var address) ? address : Fault(result),
        };
        var last = new Option<int>("--last")
        {
            Description = "How many, the newest last; 1 to 100,000.",
            HelpName = "N",
            DefaultValueFactory = static _ => 10,
        };
        last.Validators.Add(static result =>
        {
            if (result.Errors.Any() || result.GetValueOrDefault<int>() is < 1 or > 100_000)
            {
                result.AddError("--last is a number from 1 to 100,000.");
            }
        });
        var json = JsonTarget.Option();
        var command = new Command("polls", "What machines answered to the desk's polls, as it came; the newest are kept outside the journal. A desk may run meanwhile.") { machine, last, json };
        command.SetAction((parsed, _) =>
        {
            var rows = Newest(terminal.DataFolder, parsed.GetValue(machine)?.ToString(), parsed.GetValue(last));
            if (parsed.GetValue(json) is { } target)
            {
                JsonTarget.Write(terminal, target, new JsonArray([.. rows.Select(row => (JsonNode)Json(row))]));
            }

            if (!JsonTarget.IsOutput(parsed.GetValue(json)))
            {
                foreach (var row in rows)
                {
                    terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{InstantPattern.ExtendedIso.Format(row.At)} {row.Device} {row.Answer.Length} bytes"));
                    terminal.Output.WriteLine(Shown(row.Answer.Span));
                }
            }

            return Task.FromResult(0);
        });
        return command;
    }

    private static IReadOnlyList<PollRow> Newest(string dataFolder, string? device, int most)
    {
        var folder = Path.Combine(dataFolder, PollKeeper.Folder);
        return PollRing.ReadNewest(folder, device, most) is { Count: > 0 } rows
            ? rows
            : throw new RefusedException(DeskErrors.NoPolls, $"'{folder}' holds no answer{(device is null ? "" : $" of {device}")}.");
    }

    // What a device says ends on a person's terminal: no sign in it may steer that.
    private static string Shown(ReadOnlySpan<byte> answer) =>
        string.Concat(Encoding.UTF8.GetString(answer).Select(static sign => char.IsControl(sign) ? ' ' : sign)).Trim();

    /// <summary>An answer; the API has the same fields.</summary>
    public static JsonObject Json(PollRow row) => new()
    {
        ["at_utc"] = InstantPattern.ExtendedIso.Format(row.At),
        ["machine"] = row.Device,
        ["bytes"] = row.Answer.Length,
        ["answer_base64"] = Convert.ToBase64String(row.Answer.Span),
    };

    private static IPAddress? Fault(System.CommandLine.Parsing.ArgumentResult result)
    {
        result.AddError($"'{result.Tokens[0].Value}' is no address; 'spillway inventory list' has them.");
        return null;
    }
}
