namespace Spillway.Markets.Archive;

/// <summary>What is stored in one Parquet file: an import rewrites only the partitions it has figures for.</summary>
internal readonly record struct PartitionKey(string Market, Product Product, int UtcYear)
{
    /// <summary>The folder below <c>prices</c>.</summary>
    public string Folder => Path.Combine(Market, ProductNames.Of(Product));
}
