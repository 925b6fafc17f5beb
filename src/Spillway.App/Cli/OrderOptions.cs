using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;

namespace Spillway.App.Cli;

/// <summary>What the commands that give orders have in common: who, why, until when, under which id.</summary>
internal sealed class OrderOptions
{
    private readonly Option<Instant?> _until = PricesFilter.InstantOption("--until", "When the order ends by itself; without it, it holds until it is released.");

    public Option<string> Reason { get; } = new("--reason") { Description = "Why, for the journal and whoever reads it.", HelpName = "TEXT", Required = true };

    public Option<string?> Id { get; } = new("--id") { Description = "The order's name: sending the same order twice under one name is one order.", HelpName = "ID" };

    public Option<string?> Json { get; } = JsonTarget.Option();

    /// <summary>Adds them to a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="ends">Whether the order can end by itself.</param>
    public void AddTo(Command command, bool ends)
    {
        command.Options.Add(Reason);
        if (ends)
        {
            command.Options.Add(_until);
        }

        command.Options.Add(Id);
        command.Options.Add(Json);
    }

    /// <summary>The beginning of an order.</summary>
    /// <param name="parsed">The words.</param>
    /// <param name="kind">Its kind.</param>
    /// <returns>The order, to be filled.</returns>
    public JsonObject Order(ParseResult parsed, string kind) => new()
    {
        ["id"] = parsed.GetValue(Id),
        ["kind"] = kind,
        ["reason"] = parsed.GetValue(Reason),
        ["by"] = Person,
        ["until_utc"] = parsed.GetValue(_until) is { } until ? until.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : null,
    };

    /// <summary>Who gives orders from this terminal.</summary>
    public static string Person => Environment.UserName.Length > 0 ? Environment.UserName : "unknown";
}
