using Spillway.Engine;

namespace Spillway.App.Proofs;

/// <summary>The page that checks bundles in a browser without a network; it is the same for every bundle.</summary>
public static class VerifyPage
{
    /// <summary>Its name beside a bundle.</summary>
    public const string FileName = "verify.html";

    /// <summary>The page.</summary>
    public static string Text { get; } = Read();

    private static string Read()
    {
        using var stream = typeof(VerifyPage).Assembly.GetManifestResourceStream("Spillway.App.Proofs.verify.html");
        Invariant.Holds(stream is not null);
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
