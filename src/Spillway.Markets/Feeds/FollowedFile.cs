using Spillway.Engine;
using Spillway.Engine.Sites.Rules;
using Spillway.Markets.Archive;
using Spillway.Markets.Files;
using Spillway.Units;

namespace Spillway.Markets.Feeds;

/// <summary>A file that somebody else keeps writing: read anew whenever its length or time of writing changes.</summary>
/// <remarks>A writer may be in the middle of a row when it is read. The file is then refused as a whole, the prices known
/// before stand, and the next look reads it again; so a writer should put a new file in the place of the old one.</remarks>
public sealed class FollowedFile : IPriceSource
{
    private readonly string _path;
    private readonly string _market;
    private readonly SettlementPoint _point;
    private readonly ZonePair? _pair;
    private (long Length, DateTime WrittenUtc)? _seen;

    /// <summary>Follows a file.</summary>
    /// <param name="path">A market file of any known form; it need not be there yet.</param>
    /// <param name="market">The site's market, such as <c>ercot</c>.</param>
    /// <param name="point">The site's settlement point.</param>
    /// <param name="pair">The two prices of its zone in the market; null where only the site's own price is wanted.</param>
    public FollowedFile(string path, string market, SettlementPoint point, ZonePair? pair = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        _path = path;
        _market = market;
        _point = point;
        _pair = pair;
    }

    /// <inheritdoc/>
    public string Name => _path;

    /// <inheritdoc/>
    public ValueTask<FeedAnswer> ReadAsync(CancellationToken cancellation)
    {
        var file = new FileInfo(_path);
        if (!file.Exists)
        {
            return new(FeedAnswer.Failed($"{_path} is not there."));
        }

        var stamp = (file.Length, file.LastWriteTimeUtc);
        if (stamp == _seen)
        {
            return new(FeedAnswer.Unchanged);
        }

        try
        {
            var loaded = PriceSeriesLoader.FromFiles(MarketFileReader.Read(_path, cancellation), _market, _point, _pair);
            _seen = stamp;
            return new(FeedAnswer.Of(loaded.Series));
        }
        catch (RefusedException refusal)
        {
            return new(FeedAnswer.Failed(refusal.Message));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is held open between two looks.
    }
}
