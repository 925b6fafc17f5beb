using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Spillway.Engine;

namespace Spillway.App.Proofs;

/// <summary>The page that checks bundles in a browser without a network; it is the same for every bundle.</summary>
/// <remarks>Its policy lets the browser run this one script and use this one style, and nothing else: no other script, no request.</remarks>
public static class VerifyPage
{
    /// <summary>Its name beside a bundle.</summary>
    public const string FileName = "verify.html";

    private static readonly ImmutableArray<string> _scripts = ["hashes.js", "decimals.js", "parts.js", "beside.js", "bundle.js", "line.js", "stamps.js", "screen.js"];

    /// <summary>The page.</summary>
    public static string Text { get; } = Compose();

    private static string Compose()
    {
        var script = string.Concat(_scripts.Select(Asset));
        var style = Asset("verify.css");
        return Asset(FileName)
            .Replace("{{style-hash}}", Hash(style), StringComparison.Ordinal)
            .Replace("{{script-hash}}", Hash(script), StringComparison.Ordinal)
            .Replace("{{style}}", style, StringComparison.Ordinal)
            .Replace("{{script}}", script, StringComparison.Ordinal);
    }

    private static string Hash(string text) => "sha256-" + Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static string Asset(string name)
    {
        using var stream = typeof(VerifyPage).Assembly.GetManifestResourceStream("Spillway.App.Proofs.Page." + name);
        Invariant.Holds(stream is not null);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
