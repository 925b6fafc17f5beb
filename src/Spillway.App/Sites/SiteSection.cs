using System.Globalization;
using Spillway.Engine;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Spillway.App.Sites;

/// <summary>One set of keys of a site file, every key of which is known; reads values and says where they stand.</summary>
internal sealed partial class SiteSection
{
    private readonly SiteFileContext _context;
    private readonly string _section;
    private readonly YamlNode _node;
    private readonly Dictionary<string, (YamlScalarNode Key, YamlNode Value)> _entries = new(StringComparer.Ordinal);
    private string _shown;

    /// <summary>Opens a section and refuses keys that it does not know.</summary>
    /// <param name="context">The file it stands in.</param>
    /// <param name="section">Its name in <see cref="SiteKeys"/>.</param>
    /// <param name="shown">Its name for people: <c>loads[2]</c>, later <c>loads[hall-a]</c>.</param>
    /// <param name="node">Its keys; null for a section that the file does not have.</param>
    public SiteSection(SiteFileContext context, string section, string shown, YamlMappingNode? node)
    {
        _context = context;
        _section = section;
        _node = node ?? new YamlMappingNode();
        _shown = shown;
        foreach (var (key, value) in node?.Children ?? Enumerable.Empty<KeyValuePair<YamlNode, YamlNode>>())
        {
            var name = key as YamlScalarNode ?? throw Refuse(SiteFileErrors.WrongType, key, $"a key is a word, not a list or a set of keys.");
            var known = Known(name);
            _entries.Add(known.Name, (name, value));
        }
    }

    /// <summary>The section's name for people.</summary>
    public string Shown
    {
        get => _shown;
        set
        {
            _context.Rename(_shown, value);
            _shown = value;
        }
    }

    /// <summary>Whether the file has a key in this section.</summary>
    /// <param name="name">The key's name in <see cref="SiteKeys"/>.</param>
    /// <returns>True where it stands there, with whatever value.</returns>
    public bool Has(string name) => _entries.ContainsKey(name);

    /// <summary>A section beneath this one.</summary>
    /// <param name="name">Its key.</param>
    /// <returns>The section; an empty one where the file does not have it and need not.</returns>
    public SiteSection Child(string name)
    {
        var key = Key(name);
        var inner = _section.Length == 0 ? name : $"{_section}.{name}";
        var shown = Shown.Length == 0 ? name : $"{Shown}.{name}";
        if (!_entries.TryGetValue(name, out var entry))
        {
            return key.Default == SiteKey.Required ? throw Missing(key) : new(_context, inner, shown, null);
        }

        return entry.Value is YamlMappingNode node
            ? new(_context, inner, shown, node)
            : throw Refuse(SiteFileErrors.WrongType, entry.Value, $"{shown} is {What(entry.Value)} instead of keys, indented beneath it.");
    }

    /// <summary>The sections of a list.</summary>
    /// <param name="name">The list's key.</param>
    /// <returns>One section an entry, in file order; none where the file does not have the list and need not.</returns>
    public IReadOnlyList<SiteSection> List(string name)
    {
        var inner = _section.Length == 0 ? $"{name}[]" : $"{_section}.{name}[]";
        return List(name, (_, _) => inner);
    }

    private SiteSection[] List(string name, Func<YamlMappingNode, string, string> sectionOf)
    {
        var key = Key(name);
        var shown = Shown.Length == 0 ? name : $"{Shown}.{name}";
        if (!_entries.TryGetValue(name, out var entry))
        {
            return key.Default == SiteKey.Required ? throw Missing(key) : [];
        }

        if (entry.Value is not YamlSequenceNode list)
        {
            throw Refuse(SiteFileErrors.WrongType, entry.Value, $"{shown} is {What(entry.Value)} instead of a list; each entry begins with '- '.");
        }

        if (list.Children.Count == 0)
        {
            throw key.Default == SiteKey.Required
                ? Refuse(SiteFileErrors.OutOfRange, list, $"{shown} is an empty list; it wants at least one entry.")
                : Refuse(SiteFileErrors.OutOfRange, list, $"{shown} is an empty list; it wants at least one entry, or no such key at all.");
        }

        return [.. list.Children.Select((child, index) => child is YamlMappingNode node
            ? Entry(node, string.Create(CultureInfo.InvariantCulture, $"{shown}[{index + 1}]"))
            : throw Refuse(SiteFileErrors.WrongType, child, $"an entry of {shown} is {What(child)} instead of keys."))];

        SiteSection Entry(YamlMappingNode node, string entry) => new(_context, sectionOf(node, entry), entry, node);
    }

    /// <summary>A refusal that names the place of a key's value, or of the section where the key is not there.</summary>
    /// <param name="code">The error.</param>
    /// <param name="name">The key.</param>
    /// <param name="what">What is wrong, beginning after the place.</param>
    /// <returns>The refusal, to be thrown.</returns>
    public RefusedException Refuse(ErrorCode code, string name, Wording what) =>
        Refuse(code, _entries.TryGetValue(name, out var entry) ? entry.Value : _node, what);

    /// <summary>The key with its section, for people.</summary>
    /// <param name="name">The key's name in <see cref="SiteKeys"/>.</param>
    /// <returns>For example <c>loads[hall-a].power_w</c>.</returns>
    public string Full(string name)
    {
        var written = Key(name).NameIn(_context.Currency);
        return Shown.Length == 0 ? written : $"{Shown}.{written}";
    }

    /// <summary>The line a key's value stands in.</summary>
    /// <param name="name">The key.</param>
    /// <returns>Counted from 1.</returns>
    public long Line(string name) => _entries[name].Value.Start.Line;

    /// <summary>The line the section begins in, counted from 1.</summary>
    public long StartLine => _node.Start.Line;

    private RefusedException Refuse(ErrorCode code, YamlNode node, Wording what) =>
        new(code, $"{SiteFileText.Place(_context.Path, Mark(node))}: {what}");

    private Mark Mark(YamlNode node) => node.Start.Line > 0 ? node.Start : _node.Start;

    private SiteKey Key(string name) => _context.Keys.In(_section).First(key => key.Name == name);

    private RefusedException Missing(SiteKey key)
    {
        var example = key.Example.Length > 0
            ? (Wording)$"; for example '{key.NameIn(_context.Currency)}: {key.Example}'"
            : $"; it holds {string.Join(", ", _context.Keys.In(key.Kind == SiteKeyKind.Sections ? key.Name + "[]" : key.Name).Where(inner => inner.Default == SiteKey.Required).Select(inner => inner.Name))}";
        var place = _node.Start.Line > 0 ? SiteFileText.Place(_context.Path, _node.Start) : Wording.Of(_context.Path);
        return new(_context.Keys.Faults.MissingKey, $"{place}: {Full(key.Name)}{InUnit(key)} is missing{example}.");
    }

    private SiteKey Known(YamlScalarNode written)
    {
        var name = written.Value ?? "";
        var keys = _context.Keys.In(_section).ToList();
        if (keys.Find(key => key.NameIn(_context.Currency) == name) is { } known)
        {
            return known;
        }

        if (keys.Find(key => key.NamesCurrency && IsInAnotherCurrency(key, name)) is { } foreign)
        {
            throw Refuse(
                SiteFileErrors.WrongCurrencyKey,
                written,
                $"'{name}' names another currency than this file's, which is {_context.Currency}: write '{foreign.NameIn(_context.Currency)}'.");
        }

        var where = _section.Length == 0 ? (Wording)$"at the top" : $"in {Shown}";
        var home = _context.Keys.All.FirstOrDefault(key => key.NameIn(_context.Currency) == name);
        var nearest = NearestNames.Of(name, keys.Select(key => key.NameIn(_context.Currency)), 1)[0];
        var advice = home is null || home.Section.Length == 0
            ? (Wording)$"the nearest is '{nearest}'"
            : $"it belongs in '{home.Section}'; the nearest here is '{nearest}'";
        throw Refuse(_context.Keys.Faults.UnknownKey, written, $"'{name}' is not a key {where}: {advice}.");
    }

    private static bool IsInAnotherCurrency(SiteKey key, string name)
    {
        var at = key.Name.IndexOf("_usd_", StringComparison.Ordinal);
        return name.Length == key.Name.Length
            && string.CompareOrdinal(name, 0, key.Name, 0, at + 1) == 0
            && string.CompareOrdinal(name, at + 4, key.Name, at + 4, name.Length - at - 4) == 0;
    }

    private static Wording What(YamlNode node) => node switch
    {
        YamlSequenceNode => $"a list",
        YamlMappingNode => $"a set of keys",
        YamlScalarNode { Value: null or "" } => $"empty",
        YamlScalarNode scalar => $"'{scalar.Value}'",
        _ => $"something else",
    };
}
