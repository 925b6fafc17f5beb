using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Spillway.App.Sites;
using Spillway.Engine;
using Spillway.Engine.Sites.Rules;

namespace Spillway.App.Rules;

/// <summary>The rules of every market at hand: those that the program carries, and those in folders, which replace them by name.</summary>
/// <remarks>A file is read when its market is first asked for, so a mistake in one market's file stops no site of another.</remarks>
public sealed class RuleLibrary
{
    /// <summary>The folder of rules files within the data folder.</summary>
    public const string FolderName = "rules";

    private const string Prefix = "Spillway.App.Rules.";
    private const string Extension = ".yaml";
    private const int FilesAtMost = 100;

    private readonly Dictionary<string, MarketRules> _read = new(StringComparer.Ordinal);

    private RuleLibrary(ImmutableArray<RuleSource> sources) => Sources = sources;

    /// <summary>Where each market's rules are read from, by market.</summary>
    public ImmutableArray<RuleSource> Sources { get; }

    /// <summary>Looks which files there are.</summary>
    /// <param name="dataFolder">The data folder; its folder <see cref="FolderName"/> need not be there.</param>
    /// <param name="folder">A folder whose files come before those; null for none.</param>
    /// <returns>The library.</returns>
    /// <exception cref="RefusedException">The folder is not there, or one of them holds too many files.</exception>
    public static RuleLibrary Open(string dataFolder, string? folder = null)
    {
        ArgumentNullException.ThrowIfNull(dataFolder);
        var sources = Carried();
        var own = Path.Combine(dataFolder, FolderName);
        foreach (var path in Files(own, isRequired: false).Concat(folder is null ? [] : Files(folder, isRequired: true)))
        {
            var market = Path.GetFileNameWithoutExtension(path);
            sources[market] = new(market, path, IsEmbedded: false, sources.GetValueOrDefault(market)?.Path);
        }

        return new([.. sources.Values]);
    }

    /// <summary>The rules that the program carries, and no others.</summary>
    /// <returns>The library.</returns>
    public static RuleLibrary OfProgram() => new([.. Carried().Values]);

    private static SortedDictionary<string, RuleSource> Carried()
    {
        var sources = new SortedDictionary<string, RuleSource>(StringComparer.Ordinal);
        foreach (var name in typeof(RuleLibrary).Assembly.GetManifestResourceNames())
        {
            if (name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Extension, StringComparison.Ordinal))
            {
                var file = name[Prefix.Length..];
                sources.Add(file[..^Extension.Length], new(file[..^Extension.Length], file, IsEmbedded: true, null));
            }
        }

        return sources;
    }

    /// <summary>The rules for one site: those at hand, and before them the file that the site itself names.</summary>
    /// <param name="site">The site.</param>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="folder">The folder of <c>--rules</c>; null for none.</param>
    /// <returns>The library.</returns>
    /// <exception cref="RefusedException">A folder cannot be used.</exception>
    public static RuleLibrary ForSite(SiteDefinition site, string dataFolder, string? folder)
    {
        ArgumentNullException.ThrowIfNull(site);
        var library = Open(dataFolder, folder);
        return site.RulesFile is not { } path
            ? library
            : new([
                .. library.Sources.Where(source => source.Market != site.Operator),
                new(site.Operator, path, IsEmbedded: false, library.Sources.FirstOrDefault(source => source.Market == site.Operator)?.Path),
            ]);
    }

    /// <summary>A market's rules from one file.</summary>
    /// <param name="name">The file's name, for messages and for the market it is of.</param>
    /// <param name="path">Where it lies.</param>
    /// <returns>The rules.</returns>
    /// <exception cref="RefusedException">The file is refused.</exception>
    public static MarketRules OfFile(string name, string path) => Parsed(name, SiteFileText.Text(path));

    /// <summary>A market's rules, where there are some.</summary>
    /// <param name="market">Such as <c>ercot</c>.</param>
    /// <returns>The rules; null where no file is named so.</returns>
    /// <exception cref="RefusedException">The file is refused.</exception>
    public MarketRules? Find(string market)
    {
        if (_read.TryGetValue(market, out var known))
        {
            return known;
        }

        if (Sources.FirstOrDefault(source => source.Market == market) is not { } source)
        {
            return null;
        }

        return _read[market] = Parsed(source.Path, Text(source));
    }

    private static MarketRules Parsed(string path, string text) =>
        RuleFileReader.Read(path, text, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));

    /// <summary>A market's rules, which somebody needs.</summary>
    /// <param name="market">Such as <c>ercot</c>.</param>
    /// <returns>The rules.</returns>
    /// <exception cref="RefusedException">No file is named so, and the message names the nearest; or the file is refused.</exception>
    public MarketRules Require(string market) => Find(market) ?? throw Unknown(market);

    /// <summary>The rules of every market.</summary>
    /// <returns>All of them, by market.</returns>
    /// <exception cref="RefusedException">A file is refused.</exception>
    public ImmutableArray<MarketRules> All() => [.. Sources.Select(source => Require(source.Market))];

    /// <summary>The file of a market as it is written.</summary>
    /// <param name="market">Such as <c>ercot</c>.</param>
    /// <returns>Its text.</returns>
    /// <exception cref="RefusedException">No file is named so.</exception>
    public string Text(string market) => Text(Sources.FirstOrDefault(source => source.Market == market) ?? throw Unknown(market));

    private static string Text(RuleSource source)
    {
        if (!source.IsEmbedded)
        {
            return SiteFileText.Text(source.Path);
        }

        using var stream = typeof(RuleLibrary).Assembly.GetManifestResourceStream(Prefix + source.Path);
        Invariant.Holds(stream is not null);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    private RefusedException Unknown(string market)
    {
        var known = Sources.Select(source => source.Market).ToList();
        return new(RuleFileErrors.UnknownMarket, $"There are no rules for '{market}'; the nearest is '{NearestNames.Of(market, known, 1)[0]}'. There are {string.Join(", ", known)}.");
    }

    private static IEnumerable<string> Files(string folder, bool isRequired)
    {
        if (!Directory.Exists(folder))
        {
            return isRequired ? throw new RefusedException(RuleFileErrors.BadFolder, $"'{folder}' is not a folder.") : [];
        }

        try
        {
            var files = Directory.GetFiles(folder, "*" + Extension);
            return files.Length <= FilesAtMost
                ? files.Order(StringComparer.Ordinal)
                : throw new RefusedException(RuleFileErrors.BadFolder, $"'{folder}' holds {files.Length} files; {FilesAtMost} are read at most.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(RuleFileErrors.BadFolder, $"'{folder}' cannot be read: {fault.Message}", fault);
        }
    }
}
