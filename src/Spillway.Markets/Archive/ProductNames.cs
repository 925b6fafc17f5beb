using System.Collections.Immutable;

namespace Spillway.Markets.Archive;

/// <summary>The words for products on the command line, in JSON and in the archive's folders.</summary>
public static class ProductNames
{
    private static readonly ImmutableArray<(Product Product, string Name, string Unit)> _all =
    [
        (Product.RealTimePrice, "real-time", "per MWh"),
        (Product.DayAheadPrice, "day-ahead", "per MWh"),
        (Product.AncillaryPrice, "ancillary", "per MW and hour"),
        (Product.SystemLoad, "load", "MW"),
        (Product.Generation, "generation", "MWh"),
        (Product.Hashprice, "hashprice", "per PH/s and day"),
    ];

    /// <summary>Every word, in the order of the products.</summary>
    public static ImmutableArray<string> All { get; } = [.. _all.Select(entry => entry.Name)];

    /// <summary>The word for a product.</summary>
    /// <param name="product">The product.</param>
    /// <returns>Such as <c>real-time</c>.</returns>
    public static string Of(Product product) => _all.Single(entry => entry.Product == product).Name;

    /// <summary>The unit of a product's figures; prices are in the market's currency.</summary>
    /// <param name="product">The product.</param>
    /// <returns>Such as <c>per MWh</c>.</returns>
    public static string Unit(Product product) => _all.Single(entry => entry.Product == product).Unit;

    /// <summary>The product a word stands for.</summary>
    /// <param name="name">Such as <c>real-time</c>.</param>
    /// <returns>The product; null where the word is none of <see cref="All"/>.</returns>
    public static Product? Parse(string name)
    {
        foreach (var entry in _all)
        {
            if (entry.Name == name)
            {
                return entry.Product;
            }
        }

        return null;
    }
}
