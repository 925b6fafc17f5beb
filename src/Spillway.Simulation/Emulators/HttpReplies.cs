using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Spillway.Simulation.Emulators;

/// <summary>The small web servers of control boards: a whole body at once, with its length.</summary>
internal static class HttpReplies
{
    // No order is longer; what is would not fit into such a board.
    private const int MostBytes = 256 * 1024;

    public static Task JsonAsync(this HttpContext http, int status, JsonNode body) => http.SendAsync(status, "application/json", body.ToJsonString());

    public static async Task SendAsync(this HttpContext http, int status, string type, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        http.Response.StatusCode = status;
        http.Response.ContentType = type;
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted).ConfigureAwait(false);
    }

    public static Task EmptyAsync(this HttpContext http, int status)
    {
        http.Response.StatusCode = status;
        http.Response.ContentLength = 0;
        return Task.CompletedTask;
    }

    /// <summary>The request's body as an object; null where it is none.</summary>
    public static async Task<JsonObject?> ObjectAsync(this HttpContext http)
    {
        using var held = new MemoryStream();
        var buffer = new byte[4096];
        for (int read; (read = await http.Request.Body.ReadAsync(buffer, http.RequestAborted).ConfigureAwait(false)) > 0;)
        {
            held.Write(buffer, 0, read);
            if (held.Length > MostBytes)
            {
                return null;
            }
        }

        return JsonRequests.Parse(Encoding.UTF8.GetString(held.GetBuffer(), 0, (int)held.Length));
    }

    public static string Route(this HttpContext http) => $"{http.Request.Method} {http.Request.Path}";
}
