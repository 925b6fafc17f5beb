using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace Spillway.App.Sites;

/// <content>Reading lists of words in one line.</content>
internal sealed partial class SiteSection
{
    /// <summary>A list of words.</summary>
    /// <param name="name">The key.</param>
    /// <returns>The words in file order, none of them twice; null where the key is not there and need not be.</returns>
    public ImmutableArray<string>? Words(string name)
    {
        var key = Key(name);
        if (!_entries.TryGetValue(name, out var entry))
        {
            return key.Default == SiteKey.Required ? throw Missing(key) : null;
        }

        var list = entry.Value as YamlSequenceNode
            ?? throw Refuse(SiteFileErrors.WrongType, entry.Value, $"{Full(name)} is {What(entry.Value)} instead of {Wanted(key)}.");
        var words = ImmutableArray.CreateBuilder<string>(list.Children.Count);
        foreach (var child in list.Children)
        {
            words.Add(One(key, child, words));
        }

        NoteFile(key, string.Join(", ", words));
        return words.DrainToImmutable();
    }

    private string One(SiteKey key, YamlNode child, ImmutableArray<string>.Builder before)
    {
        if (child is not YamlScalarNode { Value.Length: > 0 } scalar)
        {
            throw Refuse(SiteFileErrors.WrongType, child, $"an entry of {Full(key.Name)} is {What(child)} instead of a word.");
        }

        if (before.Contains(scalar.Value))
        {
            throw Refuse(SiteFileErrors.Contradiction, child, $"{Full(key.Name)} has '{scalar.Value}' twice.");
        }

        return key.Words is not { } known || known.Contains(scalar.Value, StringComparer.Ordinal)
            ? scalar.Value
            : throw Refuse(
                SiteFileErrors.UnknownWord,
                child,
                $"{Full(key.Name)} has '{scalar.Value}'; the nearest known is '{NearestNames.Of(scalar.Value, known, 1)[0]}'. Known are: {string.Join(", ", known)}.");
    }
}
