using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Spillway.Engine;

/// <summary>A sentence for people with what is put into it kept apart, so that it can be said in another language: <c>$"{file} has no rows."</c>
/// is kept as the pattern <c>{0} has no rows.</c> and the file's name.</summary>
/// <remarks>Made by the compiler of an interpolated string wherever a wording is asked for. Numbers and dates take the invariant form.</remarks>
[InterpolatedStringHandler]
public sealed class Wording : IEquatable<Wording>
{
    private readonly StringBuilder _pattern;
    private readonly List<object> _parts;

    /// <summary>Begins a sentence; the compiler calls this.</summary>
    /// <param name="literalLength">Letters of the pattern without its places.</param>
    /// <param name="formattedCount">How many places there are.</param>
    public Wording(int literalLength, int formattedCount)
    {
        _pattern = new(literalLength + (formattedCount * 3));
        _parts = new(formattedCount);
    }

    /// <summary>The English sentence with {0}, {1} … where something is put in.</summary>
    public string Pattern => _pattern.ToString();

    /// <summary>What is put in, in order: a text, or a wording of its own.</summary>
    public ImmutableArray<object> Parts => [.. _parts];

    /// <summary>A sentence with nothing put in.</summary>
    /// <param name="text">The English text.</param>
    public static Wording Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var wording = new Wording(text.Length, 0);
        wording.AppendLiteral(text);
        return wording;
    }

    /// <summary>The patterns of the sentence and of the wordings in it.</summary>
    public IEnumerable<string> Patterns() => _parts.OfType<Wording>().SelectMany(static part => part.Patterns()).Prepend(Pattern);

    /// <summary>The texts that are put in, those of the wordings in it too.</summary>
    public IEnumerable<string> Values() => _parts.SelectMany(static part => part is Wording inner ? inner.Values() : [(string)part]);

    /// <summary>The sentence in another language.</summary>
    /// <param name="translate">Gives the pattern in that language.</param>
    public string Said(Func<string, string> translate)
    {
        ArgumentNullException.ThrowIfNull(translate);
        return string.Format(CultureInfo.InvariantCulture, translate(Pattern), [.. _parts.Select(part => part is Wording inner ? inner.Said(translate) : part)]);
    }

    /// <summary>Goes on with words; the compiler calls this.</summary>
    /// <param name="value">The words.</param>
    public void AppendLiteral(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _pattern.Append(value.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
    }

    /// <summary>Puts something in; the compiler calls this.</summary>
    /// <typeparam name="T">What it is.</typeparam>
    /// <param name="value">The thing.</param>
    public void AppendFormatted<T>(T value) => AppendFormatted(value, null);

    /// <summary>Puts something in by a format; the compiler calls this.</summary>
    /// <typeparam name="T">What it is.</typeparam>
    /// <param name="value">The thing.</param>
    /// <param name="format">The format.</param>
    public void AppendFormatted<T>(T value, string? format) =>
        Put(value is IFormattable formattable ? formattable.ToString(format, CultureInfo.InvariantCulture) : value?.ToString() ?? "");

    /// <summary>Puts a wording in; the compiler calls this.</summary>
    /// <param name="value">The wording.</param>
    public void AppendFormatted(Wording value)
    {
        ArgumentNullException.ThrowIfNull(value);
        Put(value);
    }

    /// <summary>Two wordings are equal where they say the same in English.</summary>
    /// <param name="other">The other.</param>
    public bool Equals(Wording? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Wording);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>The English sentence.</summary>
    public override string ToString() => Said(static pattern => pattern);

    private void Put(object part)
    {
        _pattern.Append(CultureInfo.InvariantCulture, $"{{{_parts.Count}}}");
        _parts.Add(part);
    }
}
