using System.Collections.Immutable;
using System.Text.Json;

namespace Spillway.App.Console.Texts;

/// <summary>What the console says in other languages. The English text is the key: <c>Now/now.zh-CN.json</c> beside a page
/// holds <c>{"Stop": "停机"}</c>. Two files hold the same key only where they agree: a test looks for that.</summary>
public sealed class ConsoleTexts
{
    private const string Prefix = "Spillway.App.Console.";
    private const string Ending = ".json";
    private readonly ImmutableDictionary<string, ImmutableDictionary<string, string>> _languages;

    private ConsoleTexts(ImmutableDictionary<string, ImmutableDictionary<string, string>> languages) => _languages = languages;

    /// <summary>The texts of the program.</summary>
    public static ConsoleTexts Embedded()
    {
        var languages = new Dictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var (_, language, file) in Files())
        {
            var texts = languages.TryGetValue(language, out var there) ? there : languages[language] = new(StringComparer.Ordinal);
            foreach (var (english, other) in file)
            {
                texts.TryAdd(english, other);
            }
        }

        return new(languages.ToImmutableDictionary(static one => one.Key, static one => one.Value.ToImmutableDictionary(StringComparer.Ordinal), StringComparer.Ordinal));
    }

    /// <summary>The files with their language, by name.</summary>
    internal static IEnumerable<(string Name, string Language, Dictionary<string, string> Texts)> Files()
    {
        var assembly = typeof(ConsoleTexts).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Ending, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            yield return (name[Prefix.Length..], name[..^Ending.Length].Split('.')[^1], JsonSerializer.Deserialize<Dictionary<string, string>>(stream) ?? []);
        }
    }

    /// <summary>A text in a language.</summary>
    /// <param name="language">Such as <c>zh-CN</c>.</param>
    /// <param name="english">The English text.</param>
    /// <returns>The text; the English one in English, and where the language lacks it.</returns>
    public string In(string language, string english) =>
        _languages.TryGetValue(language, out var texts) && texts.TryGetValue(english, out var other) ? other : english;

    /// <summary>Whether a language has a text.</summary>
    /// <param name="language">The language.</param>
    /// <param name="english">The English text.</param>
    public bool Has(string language, string english) => _languages.TryGetValue(language, out var texts) && texts.ContainsKey(english);

    /// <summary>All texts of a language.</summary>
    /// <param name="language">The language.</param>
    public ImmutableDictionary<string, string> Of(string language) =>
        _languages.TryGetValue(language, out var texts) ? texts : ImmutableDictionary<string, string>.Empty;
}
