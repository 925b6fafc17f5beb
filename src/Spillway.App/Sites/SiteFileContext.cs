using System.Collections.Immutable;

namespace Spillway.App.Sites;

/// <summary>What the parts of one site file share while it is read.</summary>
/// <param name="path">The file, as the person named it.</param>
/// <param name="keys">The keys it may have.</param>
internal sealed class SiteFileContext(string path, KeyTable keys)
{
    private readonly List<Noted> _settings = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>The file, as the person named it.</summary>
    public string Path { get; } = path;

    /// <summary>The keys it may have.</summary>
    public KeyTable Keys { get; } = keys;

    /// <summary>The site's currency; read before any key that names it.</summary>
    public string Currency { get; set; } = "USD";

    /// <summary>What was read or filled in so far, in the order of the reference page and, of lists, of the file.</summary>
    public ImmutableArray<EffectiveSetting> Settings
    {
        get
        {
            var places = FirstSeen(_settings.Select(noted => noted.Place));
            var roots = FirstSeen(_settings.Select(noted => Root(noted.Place)));
            var ranks = FirstSeen(Keys.All);
            var sections = FirstSeen(Keys.All.Select(key => key.Section.Split('[')[0]));
            return
            [
                .. _settings
                    .OrderBy(noted => sections[noted.Key.Section.Split('[')[0]])
                    .ThenBy(noted => roots[Root(noted.Place)])
                    .ThenBy(noted => noted.Key.Section.Length)
                    .ThenBy(noted => places[noted.Place])
                    .ThenBy(noted => ranks[noted.Key])
                    .Select(noted => noted.Setting),
            ];
        }
    }

    /// <summary>Notes one setting; where a key is read twice, once is enough.</summary>
    /// <param name="place">The section it stands in, for people.</param>
    /// <param name="key">Its key.</param>
    /// <param name="setting">The setting as it holds.</param>
    public void Note(string place, SiteKey key, EffectiveSetting setting)
    {
        if (_names.Add(setting.Key))
        {
            _settings.Add(new(place, key, setting));
        }
    }

    /// <summary>Gives a section another name for people, as soon as its own name is known.</summary>
    /// <param name="from">Such as <c>loads[1]</c>.</param>
    /// <param name="to">Such as <c>loads[hall-a]</c>.</param>
    public void Rename(string from, string to)
    {
        // Only the section that is being read is renamed, and what was read of it stands last.
        for (var index = _settings.Count - 1; index >= 0 && _settings[index].Place == from; index--)
        {
            var setting = _settings[index].Setting;
            var renamed = setting with { Key = to + setting.Key[from.Length..] };
            _settings[index] = _settings[index] with { Place = to, Setting = renamed };
            _names.Add(renamed.Key);
        }
    }

    private static Dictionary<T, int> FirstSeen<T>(IEnumerable<T> all)
        where T : notnull
    {
        var ranks = new Dictionary<T, int>();
        foreach (var one in all)
        {
            ranks.TryAdd(one, ranks.Count);
        }

        return ranks;
    }

    // The entry of a list at the top that a section belongs to: loads[hall-b] for loads[hall-b].modes[low].
    private static string Root(string place) => place.Split("].", 2)[0];

    private sealed record Noted(string Place, SiteKey Key, EffectiveSetting Setting);
}
