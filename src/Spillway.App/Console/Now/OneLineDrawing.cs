using System.Collections.Immutable;
using Spillway.App.Boards;
using Spillway.Units;

namespace Spillway.App.Console.Now;

/// <summary>Where everything of the one-line diagram stands: the connection on top, the meter, a busbar down the left, and a row or more
/// of feeds for each group.</summary>
/// <param name="Width">The drawing's width, in its own units.</param>
/// <param name="Height">Its height.</param>
/// <param name="Groups">The groups, from top to bottom.</param>
public sealed record OneLineDrawing(int Width, int Height, ImmutableArray<OneLineGroup> Groups)
{
    /// <summary>Where the busbar stands.</summary>
    public const int BusX = 20;

    /// <summary>The width of one feed with what stands behind it.</summary>
    public const int CellWidth = 42;

    private const int Left = 36;
    private const int Top = 100;
    private const int HeadHeight = 24;
    private const int RowHeight = 76;
    private const int Gap = 8;

    /// <summary>The end of the busbar.</summary>
    public int BusEnd => Groups.IsEmpty ? Top : Groups[^1].Rows[^1].Y;

    /// <summary>Lays a site out.</summary>
    /// <param name="picture">The site in a frame.</param>
    /// <param name="columns">Feeds beside one another; at least one.</param>
    /// <returns>The drawing.</returns>
    public static OneLineDrawing Of(DeskPicture picture, int columns)
    {
        ArgumentNullException.ThrowIfNull(picture);
        var groups = ImmutableArray.CreateBuilder<OneLineGroup>();
        var y = Top;
        for (var index = 0; index < picture.Groups.Length; index++)
        {
            var group = picture.Groups[index];
            var loads = Loads(group, [.. picture.Feeds.Where(feed => feed.Feed.GroupIndex == index)]);
            var rows = ImmutableArray.CreateBuilder<OneLineRow>();
            foreach (var row in loads.Chunk(columns))
            {
                var at = y + HeadHeight + (rows.Count * RowHeight);
                rows.Add(new(at, [.. row.Select((load, column) => load with { X = Left + (column * CellWidth) + (CellWidth / 2), Y = at })]));
            }

            groups.Add(new(group, y, rows.ToImmutable()));
            y += HeadHeight + (rows.Count * RowHeight) + Gap;
        }

        return new(Left + (columns * CellWidth), y, groups.ToImmutable());
    }

    // What no breaker can part from the grid hangs on the bar itself.
    private static IEnumerable<OneLineLoad> Loads(GroupPicture group, ImmutableArray<FeedPicture> feeds)
    {
        var behind = feeds.Sum(static feed => feed.Feed.Machines);
        var drawn = feeds.Aggregate(Megawatts.Zero, static (sum, feed) => sum + feed.Power);
        var running = feeds.Sum(static feed => feed.Counts.Running + feed.Counts.Starting);
        var loads = feeds.Select(static feed => new OneLineLoad(
            feed.Feed.Id.Text, feed, feed.Power, Share(feed.Counts.Running + feed.Counts.Starting, feed.Feed.Machines), 0, 0));
        return behind < group.Load.Machines
            ? loads.Append(new("", null, group.Power - drawn, Share(group.Counts.Running + group.Counts.Starting - running, group.Load.Machines - behind), 0, 0))
            : loads;
    }

    private static double Share(int part, int whole) => whole == 0 ? 0 : Math.Clamp((double)part / whole, 0, 1);
}
