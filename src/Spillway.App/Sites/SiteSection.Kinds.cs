using NodaTime;
using NodaTime.Text;
using Spillway.Engine;
using YamlDotNet.RepresentationModel;

namespace Spillway.App.Sites;

/// <content>Lists whose entries have keys by their kind, and dates and months.</content>
internal sealed partial class SiteSection
{
    private const string KindKey = "kind";

    private static readonly YearMonthPattern _months = YearMonthPattern.CreateWithInvariantCulture("uuuu'-'MM");

    /// <summary>The sections of a list whose entries know other keys by their kind.</summary>
    /// <param name="name">The list's key.</param>
    /// <param name="kinds">The kinds; the keys of one stand in the section <c>name[kind]</c>.</param>
    /// <returns>One section an entry, in file order; none where the file does not have the list.</returns>
    public IReadOnlyList<SiteSection> ListByKind(string name, IReadOnlyList<string> kinds) => List(name, (node, shown) =>
    {
        var written = Value(node, KindKey);
        shown = Value(node, "id") is YamlScalarNode { Value.Length: > 0 } id ? $"{name}[{id.Value}]" : shown;
        var place = SiteFileText.Place(_context.Path, node.Start);
        if (written is null)
        {
            throw new RefusedException(SiteFileErrors.MissingKey, $"{place}: {shown}.{KindKey} is missing; for example '{KindKey}: {kinds[0]}'.");
        }

        if (written is not YamlScalarNode { Value.Length: > 0 } word)
        {
            throw Refuse(SiteFileErrors.WrongType, written, $"{shown}.{KindKey} is {What(written)} instead of a word.");
        }

        return kinds.Contains(word.Value, StringComparer.Ordinal)
            ? $"{name}[{word.Value}]"
            : throw Refuse(
                SiteFileErrors.UnknownWord,
                written,
                $"{shown}.{KindKey} is '{word.Value}'; the nearest known is '{NearestNames.Of(word.Value, kinds, 1)[0]}'. Known are: {string.Join(", ", kinds)}.");
    });

    private static YamlNode? Value(YamlMappingNode node, string name) =>
        node.Children.FirstOrDefault(entry => entry.Key is YamlScalarNode key && key.Value == name).Value;

    /// <summary>A local date.</summary>
    /// <param name="name">The key.</param>
    /// <returns>The date; null where the file leaves it out.</returns>
    public LocalDate? Date(string name)
    {
        if (!Has(name))
        {
            Note(name, "none", SettingOrigin.Default, "");
            return null;
        }

        var text = Word(name);
        return LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var date }
            ? date
            : throw Refuse(SiteFileErrors.WrongType, name, $"{Full(name)} is '{text}' instead of a local date, written YYYY-MM-DD.");
    }

    /// <summary>A local month that must be there.</summary>
    /// <param name="name">The key.</param>
    /// <returns>The month.</returns>
    public YearMonth Month(string name)
    {
        var text = Word(name);
        return _months.Parse(text) is { Success: true, Value: var month }
            ? month
            : throw Refuse(SiteFileErrors.WrongType, name, $"{Full(name)} is '{text}' instead of a month, written YYYY-MM.");
    }
}
