using System.Security.Cryptography;
using Spillway.Engine.Signals;

namespace Spillway.App.Backtests;

/// <summary>A file that a backtest read, and what it gave.</summary>
/// <param name="Role"><c>site</c>, <c>prices</c>, <c>hash price</c>, <c>day-ahead prices</c>, <c>load</c> or <c>wind</c>.</param>
/// <param name="Source">Its name, form and SHA-256.</param>
public sealed record InputFile(string Role, SourceFile Source)
{
    /// <summary>The site file of a backtest.</summary>
    /// <param name="path">Where it is; it has been read before.</param>
    /// <returns>Its name and SHA-256.</returns>
    public static InputFile OfSite(string path) =>
        new("site", new(Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))), "site file (YAML)"));
}
