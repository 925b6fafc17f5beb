using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using NodaTime;

namespace Spillway.Simulation.Emulators.Cgminer;

/// <summary>One answer of cgminer's language: a status line and, for a report, one section of rows.</summary>
/// <param name="Letter">S success, I information, W warning, E error, F fatal.</param>
/// <param name="Code">The message's number.</param>
/// <param name="Message">The message.</param>
/// <param name="Section">The report's name, such as <c>SUMMARY</c>; empty where there is no report.</param>
/// <param name="Rows">Its rows.</param>
public sealed record CgminerReply(char Letter, int Code, string Message, string Section, ImmutableArray<ImmutableArray<CgminerField>> Rows)
{
    /// <summary>A report.</summary>
    /// <param name="code">The message's number.</param>
    /// <param name="message">The message.</param>
    /// <param name="section">The report's name.</param>
    /// <param name="rows">Its rows.</param>
    /// <returns>The answer.</returns>
    public static CgminerReply Report(int code, string message, string section, params ImmutableArray<CgminerField>[] rows) =>
        new('S', code, message, section, [.. rows]);

    /// <summary>A status line alone.</summary>
    /// <param name="letter">S, I, W, E or F.</param>
    /// <param name="code">The message's number.</param>
    /// <param name="message">The message.</param>
    /// <returns>The answer.</returns>
    public static CgminerReply Status(char letter, int code, string message) => new(letter, code, message, "", []);

    /// <summary>The whole text of the answers to a request, without the NUL that ends it on the wire.</summary>
    /// <param name="request">The request.</param>
    /// <param name="replies">One answer for each of its commands, or one for a request without any.</param>
    /// <param name="now">When it is answered.</param>
    /// <param name="description">Who answers: <c>cgminer 4.11.1</c>.</param>
    /// <returns>JSON or text, as the request wants it.</returns>
    public static string Text(CgminerRequest request, IReadOnlyList<CgminerReply> replies, Instant now, string description)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(replies);
        var text = new StringBuilder();
        if (request.IsJson)
        {
            text.Append('{');
            if (request.IsJoined)
            {
                text.AppendJoin(',', request.Commands.Zip(replies, (command, reply) => $"\"{command}\":[{{{reply.Json(now, description)},\"id\":1}}]"));
            }
            else
            {
                text.Append(replies[0].Json(now, description));
            }

            return text.Append(",\"id\":1}").ToString();
        }

        if (!request.IsJoined)
        {
            return replies[0].Words(now, description);
        }

        return text.AppendJoin("", request.Commands.Zip(replies, (command, reply) => $"CMD={command}|{reply.Words(now, description)}")).ToString();
    }

    private string Json(Instant now, string description)
    {
        var status = string.Create(
            CultureInfo.InvariantCulture,
            $"\"STATUS\":[{{\"STATUS\":\"{Letter}\",\"When\":{now.ToUnixTimeSeconds()},\"Code\":{Code},\"Msg\":\"{Escaped(Message)}\",\"Description\":\"{description}\"}}]");
        return Section.Length == 0 ? status : $"{status},\"{Section}\":[{string.Join(',', Rows.Select(JsonRow))}]";
    }

    private static string JsonRow(ImmutableArray<CgminerField> row) =>
        $"{{{string.Join(',', row.Select(field => field.IsQuoted ? $"\"{field.Name}\":\"{Escaped(field.Text)}\"" : $"\"{field.Name}\":{field.Text}"))}}}";

    private string Words(Instant now, string description)
    {
        var status = string.Create(
            CultureInfo.InvariantCulture,
            $"STATUS={Letter},When={now.ToUnixTimeSeconds()},Code={Code},Msg={Message},Description={description}|");
        return status + string.Concat(Rows.Select(row => $"{(row[0].Name == Section ? "" : $"{Section},")}{string.Join(',', row.Select(field => $"{field.Name}={field.Text}"))}|"));
    }

    private static string Escaped(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
}
