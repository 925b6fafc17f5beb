using System.Collections.Immutable;
using Spillway.Engine;

namespace Spillway.App.ShiftLog;

/// <summary>What an entry points to.</summary>
/// <param name="Kind"><c>alarm</c>, <c>order</c>, <c>event</c> or <c>shift</c>.</param>
/// <param name="Id">Its number or name.</param>
public sealed record NoteLink(string Kind, string Id)
{
    private const int MostLinks = 20;
    private const int MostLetters = 100;
    private static readonly ImmutableArray<string> _kinds = ["alarm", "order", "event", "shift"];
    private static readonly char[] _between = [' ', ',', ';', '\t', '\n'];

    /// <summary>As it is written.</summary>
    public string Text => $"{Kind}:{Id}";

    /// <summary>The page that shows it.</summary>
    public string Address => Kind switch
    {
        "alarm" => "/alarms/history?id=" + Uri.EscapeDataString(Id),
        "order" => "/orders#" + Uri.EscapeDataString(Id),
        "event" => "/events/" + Uri.EscapeDataString(Id),
        _ => "/shift-log?number=" + Uri.EscapeDataString(Id),
    };

    /// <summary>Reads links such as <c>alarm:17 order:call-1</c>.</summary>
    /// <param name="text">The links, parted by blanks or commas; empty for none.</param>
    /// <exception cref="RefusedException"><see cref="ShiftErrors.BadEntry"/>.</exception>
    public static ImmutableArray<NoteLink> Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = text.Split(_between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return words.Length <= MostLinks ? [.. words.Select(One).Distinct()] : throw new RefusedException(ShiftErrors.BadEntry, $"links: {words.Length} of them.");
    }

    private static NoteLink One(string word)
    {
        var colon = word.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && word.Length - colon - 1 is > 0 and <= MostLetters && _kinds.Contains(word[..colon])
            ? new(word[..colon], word[(colon + 1)..])
            : throw new RefusedException(ShiftErrors.BadEntry, $"links: '{word}' is none.");
    }
}
