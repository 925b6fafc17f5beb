using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Spillway.Engine;

namespace Spillway.App.Api;

/// <summary>A refusal as an answer: RFC 9457's problem details with the error's number.</summary>
internal static class ApiProblem
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
        body["detail"] = detail;
        body["code"] = code.Id;
        body["remedy"] = code.Remedy;
        return ApiJson.WriteAsync(http, status, ContentType, body);
    }
}
