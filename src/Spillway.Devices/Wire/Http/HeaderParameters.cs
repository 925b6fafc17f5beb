namespace Spillway.Devices.Wire.Http;

/// <summary>The list behind a scheme's name in a header line: <c>Digest realm="a, b", qop=auth</c>.</summary>
internal static class HeaderParameters
{
    private const int MostParameters = 32;

    /// <summary>Reads the list, quoted and bare values alike; names are matched without case, the first of two holds.</summary>
    public static Dictionary<string, string> Read(ReadOnlySpan<char> text)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (found.Count < MostParameters)
        {
            text = text.TrimStart(" \t,");
            var equals = text.IndexOf('=');
            if (equals <= 0)
            {
                break;
            }

            var name = text[..equals].Trim().ToString();
            text = text[(equals + 1)..].TrimStart();
            found.TryAdd(name, text is ['"', ..] ? Quoted(ref text) : Bare(ref text));
        }

        return found;
    }

    private static string Bare(ref ReadOnlySpan<char> text)
    {
        var end = text.IndexOf(',');
        var value = (end < 0 ? text : text[..end]).Trim().ToString();
        text = end < 0 ? default : text[(end + 1)..];
        return value;
    }

    private static string Quoted(ref ReadOnlySpan<char> text)
    {
        var value = new System.Text.StringBuilder();
        var at = 1;
        for (; at < text.Length && text[at] != '"'; at++)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
            {
                at++;
            }

            value.Append(text[at]);
        }

        text = at < text.Length ? text[(at + 1)..] : default;
        return value.ToString();
    }
}
