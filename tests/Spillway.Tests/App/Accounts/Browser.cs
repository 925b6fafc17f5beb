using System.Net;
using System.Text.RegularExpressions;

namespace Spillway.Tests.App.Accounts;

/// <summary>As much of a browser as forms need: cookies, hidden fields, and following redirections by hand.</summary>
internal sealed partial class Browser : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _http;

    /// <param name="desk">The desk.</param>
    /// <param name="thumbprint">The certificate that it must show; null where it speaks in clear.</param>
    public Browser(Uri desk, string? thumbprint = null)
    {
        Desk = desk;
        var handler = new HttpClientHandler { CookieContainer = _cookies, AllowAutoRedirect = false };
        handler.ServerCertificateCustomValidationCallback = (_, shown, _, _) => shown?.Thumbprint == thumbprint;
        _http = new(handler) { BaseAddress = desk };
    }

    public Uri Desk { get; }

    /// <summary>The last page, unescaped.</summary>
    public string Page { get; private set; } = "";

    public HttpStatusCode Status { get; private set; }

    /// <summary>Where the last answer sends the browser; empty for nowhere.</summary>
    public string Location { get; private set; } = "";

    /// <summary>The Set-Cookie headers of the last answer.</summary>
    public IReadOnlyList<string> SetCookies { get; private set; } = [];

    public IReadOnlyList<Cookie> Cookies => [.. _cookies.GetCookies(Desk).Cast<Cookie>()];

    public async Task<string> GetAsync(string address)
    {
        using var answer = await _http.GetAsync(address, CancellationToken.None);
        return await ReadAsync(answer);
    }

    /// <summary>Fills a form of the page at an address and sends it.</summary>
    public async Task<string> SendAsync(string address, string form, params (string Name, string Value)[] fields)
    {
        await GetAsync(address);
        return await AgainAsync(address, form, fields);
    }

    /// <summary>Fills a form of the page that is open and sends it.</summary>
    public async Task<string> AgainAsync(string address, string form, params (string Name, string Value)[] fields)
    {
        var markup = Forms().Matches(_raw).Select(static match => match.Value).FirstOrDefault(one => one.Contains($"value=\"{form}\"", StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"{address} has no form '{form}': {Page}");
        var hidden = Inputs().Matches(markup).Select(static match => (Name: match.Groups[1].Value, Value: WebUtility.HtmlDecode(match.Groups[2].Value)));
        using var body = new FormUrlEncodedContent([.. hidden.Where(one => fields.All(field => field.Name != one.Name)).Concat(fields).Select(static one => KeyValuePair.Create(one.Name, one.Value))]);
        using var answer = await _http.PostAsync(address, body, CancellationToken.None);
        return await ReadAsync(answer);
    }

    public async Task<string> RawAsync(HttpRequestMessage request)
    {
        using var answer = await _http.SendAsync(request);
        return await ReadAsync(answer);
    }

    public void Dispose() => _http.Dispose();

    private string _raw = "";

    private async Task<string> ReadAsync(HttpResponseMessage answer)
    {
        Status = answer.StatusCode;
        Location = answer.Headers.Location?.ToString() ?? "";
        SetCookies = answer.Headers.TryGetValues("Set-Cookie", out var set) ? [.. set] : [];
        _raw = await answer.Content.ReadAsStringAsync();
        return Page = WebUtility.HtmlDecode(_raw);
    }

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("""<input type="hidden" name="([^"]*)" value="([^"]*)""")]
    private static partial Regex Inputs();
}
