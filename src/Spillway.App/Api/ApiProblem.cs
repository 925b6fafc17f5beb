using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Spillway.Engine;

namespace Spillway.App.Api;

/// <summary>A refusal as an answer: RFC 9457's problem details with the error's number.</summary>
internal static partial class ApiProblem
{
    private const string ContentType = "application/problem+json";

    /// <summary>Answers with a refusal.</summary>
    /// <param name="http">The request.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">What went wrong.</param>
    /// <param name="detail">One sentence for people.</param>
    /// <param name="more">Fields beside them; null for none.</param>
    /// <returns>When it is written.</returns>
    public static Task WriteAsync(HttpContext http, int status, ErrorCode code, string detail, JsonObject? more)
    {
        var body = more ?? [];
        body["type"] = $"https://spillway.invalid/errors/{code.Id}";
        body["title"] = code.Title;
        body["status"] = status;
        body["detail"] = Plain(detail);
        body["code"] = code.Id;
        body["remedy"] = Plain(code.Remedy);
        return ApiJson.WriteAsync(http, status, ContentType, body);
    }

    /// <summary>A sentence for whoever asks over the API: an option of the command line is a field of that name here. A command that is named
    /// whole stays as it is.</summary>
    /// <param name="sentence">The sentence, as the command line says it.</param>
    public static string Plain(string sentence) =>
        Options().Replace(sentence, static found => found.Groups[1].Success ? $"'{found.Groups[1].Value.Replace('-', '_')}'" : found.Value);

    [GeneratedRegex("'spillway [^']*'|--([a-z]+(?:-[a-z]+)*)")]
    private static partial Regex Options();
}
