using Spillway.Markets.Archive;
using Spillway.Units;

namespace Spillway.Markets.Files;

/// <summary>The names by which tidy files call series, so that what is written is read back as the same series.</summary>
public static class TidyColumn
{
    /// <summary>The column name of a series in a wide file, and its <c>settlement_point</c> in a long one.</summary>
    /// <param name="key">The series.</param>
    /// <returns>Such as <c>LZ_WEST</c>, <c>LZ_WEST@LZEW</c>, <c>REGUP</c> or <c>LMP_SP15</c>.</returns>
    public static string Name(SeriesKey key) => (key.Market, key.Product) switch
    {
        ("caiso", Product.DayAheadPrice) => "LMP_" + key.Point.Name,
        ("caiso", Product.AncillaryPrice) => "AS_" + key.Point.Name,
        _ => key.Point.ToString(),
    };

    /// <summary>Whether <see cref="Name"/> alone leads back to the series; where not, a long file states the type.</summary>
    /// <param name="key">The series.</param>
    /// <param name="isHourly">Whether its interval is an hour.</param>
    /// <returns>False for a resource node, whose name tells neither market nor type.</returns>
    public static bool TellsAll(SeriesKey key, bool isHourly) =>
        PointKinds.Of(Name(key), isHourly) is var read && read.Point == key.Point && read.Product == key.Product;

    /// <summary>The word for a point's type in the column <c>settlement_point_type</c>.</summary>
    /// <param name="point">The point.</param>
    /// <returns>Such as <c>zone</c> or <c>node</c>.</returns>
    public static string TypeWord(SettlementPoint point) => PointTypes.Of(point.Type);
}
