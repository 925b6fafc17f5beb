using System.Collections.Frozen;
using System.Reflection;
using System.Text.RegularExpressions;
using Spillway.Devices.Miners;
using Spillway.Engine;
using Spillway.Journal;
using Spillway.Markets.Files;
using Spillway.Simulation.Backtest;

namespace Spillway.App.Console.Texts;

/// <summary>What was refused, in the reader's language: the sentence where its pattern is known there, and else what the error's number
/// stands for, with the values of the sentence. Nothing is left in English.</summary>
public static partial class RefusalWords
{
    private const int MostValues = 8;

    private static readonly FrozenDictionary<string, ErrorCode> _codes =
        new[] { typeof(RefusalWords), typeof(MarketFile), typeof(PolicyRun), typeof(MinerDecoder), typeof(JournalErrors), typeof(ErrorCode) }
            .SelectMany(static type => type.Assembly.GetTypes())
            .SelectMany(static type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(static field => field.FieldType == typeof(ErrorCode))
            .Select(static field => (ErrorCode)field.GetValue(null)!)
            .ToFrozenDictionary(static code => code.Id, StringComparer.Ordinal);

    /// <summary>All errors of the program.</summary>
    internal static IEnumerable<ErrorCode> Errors => _codes.Values;

    /// <summary>What was refused, the number, and what to do.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="refusal">The refusal.</param>
    public static string Whole(Reader reader, RefusedException refusal)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(refusal);
        return $"{What(reader, refusal)} [{refusal.Code.Id}] {reader[refusal.Code.Remedy]}";
    }

    /// <summary>What was refused, with its values.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="refusal">The refusal.</param>
    public static string What(Reader reader, RefusedException refusal)
    {
        ArgumentNullException.ThrowIfNull(refusal);
        return What(reader, refusal.Code, refusal.Words);
    }

    /// <summary>What was refused, with its values.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="code">The error.</param>
    /// <param name="words">The sentence.</param>
    public static string What(Reader reader, ErrorCode code, Wording words)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(words);
        if (reader.IsEnglish || (reader.Knows(words) && !words.Values().Any(static value => EnglishWords().IsMatch(value))))
        {
            return reader.Said(words);
        }

        // A value is one word: a name, a number, a path. What has blanks in it is part of the English sentence.
        var values = string.Join("、", words.Values().Where(static value => value.Length > 0 && !value.Contains(' ', StringComparison.Ordinal)).Distinct().Take(MostValues));
        return values.Length == 0 ? reader[code.Title] + "。" : $"{reader[code.Title]}（{values}）。";
    }

    /// <summary>A refusal that was kept as text, with its number in brackets.</summary>
    /// <param name="reader">Who reads.</param>
    /// <param name="text">The text.</param>
    /// <returns>The text itself in English, and where it holds no known number.</returns>
    public static string Kept(Reader reader, string text)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return !reader.IsEnglish && Number().Match(text) is { Success: true } number && _codes.TryGetValue(number.Groups[1].Value, out var code)
            ? $"{reader[code.Title]} [{code.Id}] {reader[code.Remedy]}"
            : reader[text];
    }

    // What was put in as text may itself be a part of the English sentence: two small words beside one another.
    [GeneratedRegex("[a-z]{2,} [a-z]{2,}")]
    private static partial Regex EnglishWords();

    [GeneratedRegex(@"\[(SW\d{4})\]")]
    private static partial Regex Number();
}
