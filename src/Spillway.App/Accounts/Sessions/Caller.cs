using System.Net;
using Microsoft.AspNetCore.Http;

namespace Spillway.App.Accounts.Sessions;

/// <summary>Where somebody signs in from.</summary>
/// <param name="Address">The address.</param>
/// <param name="Agent">The browser, as it names itself; at most 200 characters.</param>
public sealed record Caller(string Address, string Agent)
{
    private const int LongestAgent = 200;

    /// <summary>The caller of a request.</summary>
    /// <param name="http">The request.</param>
    public static Caller Of(HttpContext http)
    {
        ArgumentNullException.ThrowIfNull(http);
        var agent = http.Request.Headers.UserAgent.ToString();
        return new((http.Connection.RemoteIpAddress ?? IPAddress.None).ToString(), agent.Length <= LongestAgent ? agent : agent[..LongestAgent]);
    }
}
