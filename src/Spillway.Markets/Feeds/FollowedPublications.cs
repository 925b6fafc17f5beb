using System.Collections.Immutable;
using Spillway.Engine;
using Spillway.Engine.Forecasts;
using Spillway.Engine.Signals;
using Spillway.Engine.Sites.Rules;
using Spillway.Markets.Archive;
using Spillway.Markets.Files;

namespace Spillway.Markets.Feeds;

/// <summary>Published figures in files that somebody else keeps writing: a file is read anew when its length or time of writing
/// changes.</summary>
/// <remarks>Of all points in them only those are taken that a decision reads. One call at a time.</remarks>
public sealed class FollowedPublications
{
    private const int MostFiles = 1_000;

    private readonly PublicationPlace _place;
    private readonly string _market;
    private readonly string _point;
    private readonly MarketRules? _rules;
    private Dictionary<string, (FileStamp Stamp, ImmutableArray<MarketFile> Files)> _read = [];

    /// <summary>Follows a place.</summary>
    /// <param name="place">Where; it need not be there yet.</param>
    /// <param name="market">The site's market, such as <c>ercot</c>.</param>
    /// <param name="point">The point whose price is decided on.</param>
    /// <param name="rules">The market's rules; null where it has none.</param>
    public FollowedPublications(PublicationPlace place, string market, string point, MarketRules? rules)
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(market);
        ArgumentNullException.ThrowIfNull(point);
        (_place, _market, _point, _rules) = (place, market, point, rules);
    }

    /// <summary>Reads what has changed.</summary>
    /// <param name="cancellation">Stops between two files.</param>
    /// <returns>All that the files hold now, with the time each figure is known by; null where nothing has changed.</returns>
    /// <exception cref="RefusedException">A file is refused, none is there, or there are too many.</exception>
    public ImmutableArray<Publication>? Read(CancellationToken cancellation)
    {
        var paths = Paths();
        var read = new Dictionary<string, (FileStamp Stamp, ImmutableArray<MarketFile> Files)>(StringComparer.Ordinal);
        var isChanged = paths.Length != _read.Count;
        foreach (var path in paths)
        {
            cancellation.ThrowIfCancellationRequested();
            var stamp = FileStamp.Of(path);
            var isKnown = _read.TryGetValue(path, out var known) && known.Stamp == stamp;
            isChanged |= !isKnown;
            read[path] = isKnown ? known : (stamp, MarketFileReader.Read(path, cancellation));
        }

        if (!isChanged)
        {
            return null;
        }

        var files = paths.SelectMany(path => read[path].Files).ToList();
        var all = PublicationLoader.FromFiles(files, _place.Kind, _market, _rules).Publications;
        _read = read;
        var first = all.Select(one => one.Point).Order(StringComparer.Ordinal).FirstOrDefault();
        return [.. all.Where(one => one.Point == first || PublicationFeatures.Reads(one.Kind, one.Point, _point))];
    }

    private ImmutableArray<string> Paths()
    {
        try
        {
            ImmutableArray<string> paths = Directory.Exists(_place.Path)
                ? [.. Directory.GetFiles(_place.Path).Order(StringComparer.Ordinal)]
                : File.Exists(_place.Path) ? [_place.Path] : [];
            return paths.Length is > 0 and <= MostFiles
                ? paths
                : throw new RefusedException(FeedErrors.NoPublications, paths.IsEmpty ? $"{_place.Path} is not there, or an empty folder." : $"{_place.Path} holds {paths.Length} files; {MostFiles} are read at most.");
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(FeedErrors.NoPublications, $"{_place.Path}: {cause.Message}", cause);
        }
    }

    private readonly record struct FileStamp(long Length, DateTime WrittenUtc)
    {
        public static FileStamp Of(string path) => new FileInfo(path) is { Exists: true } file ? new(file.Length, file.LastWriteTimeUtc) : default;
    }
}
