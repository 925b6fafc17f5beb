using System.Collections.Immutable;
using System.Text.Json;

namespace Spillway.App.Console.Texts;

/// <summary>What the console says in other languages. The English text is the key: <c>Now/now.zh-CN.json</c> beside a page
/// holds <c>{"Stop": "停机"}</c>. Two files may hold the same key where they agree.</summary>
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
        var assembly = typeof(ConsoleTexts).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(static name => name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Ending, StringComparison.Ordinal)))
        {
            var language = name[..^Ending.Length].Split('.')[^1];
            using var stream = assembly.GetManifestResourceStream(name)!;
            var file = JsonSerializer.Deserialize<Dictionary<string, string>>(stream) ?? [];
            var texts = languages.TryGetValue(language, out var there) ? there : languages[language] = new(StringComparer.Ordinal);
            foreach (var (english, other) in file)
            {
                if (!texts.TryAdd(english, other) && texts[english] != other)
                {
                    throw new InvalidOperationException($"{name} says '{other}' for '{english}', and another file '{texts[english]}'.");
                }
            }
        }

        return new(languages.ToImmutableDictionary(static one => one.Key, static one => one.Value.ToImmutableDictionary(StringComparer.Ordinal), StringComparer.Ordinal));
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
}
