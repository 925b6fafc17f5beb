namespace Spillway.Markets.Archive;

/// <summary>Series by market, product and point.</summary>
internal sealed class KeyOrder : IComparer<SeriesKey>
{
    public static KeyOrder Instance { get; } = new();

    public int Compare(SeriesKey x, SeriesKey y)
    {
        var byMarket = string.CompareOrdinal(x.Market, y.Market);
        var byProduct = byMarket != 0 ? byMarket : x.Product.CompareTo(y.Product);
        return byProduct != 0 ? byProduct : PointOrder.Instance.Compare(x.Point, y.Point);
    }
}
