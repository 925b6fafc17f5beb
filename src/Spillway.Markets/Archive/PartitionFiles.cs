using NodaTime;
using Parquet;
using Parquet.Schema;
using Spillway.Engine;
using Spillway.Units;

namespace Spillway.Markets.Archive;

/// <summary>Writes and reads the Parquet files of a partition: one row group a series, sorted by point and start.</summary>
internal static class PartitionFiles
{
    private const int LongDigits = 18;
    private const int DecimalDigits = 28;
    private static readonly ParquetOptions _options = new() { CompressionMethod = CompressionMethod.Snappy };

    /// <summary>Writes the standing figures; the file is on the disk when it returns.</summary>
    public static async Task WriteStandingAsync(string path, PartitionKey key, Partition partition, CancellationToken cancellation)
    {
        var fields = Standing(key, partition.Series.Values.SelectMany(series => series.Values));
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 18);
        await using (var writer = await ParquetWriter.CreateAsync(
            new ParquetSchema(fields), file, _options, false, cancellation).ConfigureAwait(false))
        {
            foreach (var (point, series) in partition.Series)
            {
                cancellation.ThrowIfCancellationRequested();
                using var group = writer.CreateRowGroup();
                var rows = series.Starts.Length;
                await group.WriteAsync(fields[0], Repeated(point.Name, rows)).ConfigureAwait(false);
                await group.WriteAsync(fields[1], Repeated(PointTypes.Of(point.Type), rows)).ConfigureAwait(false);
                await group.WriteAsync<long>(fields[2], series.Starts, null, null, cancellation).ConfigureAwait(false);
                await group.WriteAsync<decimal>(fields[3], series.Values, null, null, cancellation).ConfigureAwait(false);
                await group.WriteAsync<int>(fields[4], series.Sources, null, null, cancellation).ConfigureAwait(false);
            }
        }

        file.Flush(flushToDisk: true);
    }

    /// <summary>Writes the replaced figures; the file is on the disk when it returns.</summary>
    public static async Task WriteRevisionsAsync(string path, PartitionKey key, Partition partition, CancellationToken cancellation)
    {
        var rows = partition.Series
            .SelectMany(series => series.Value.Revisions.Select(revision => (Point: series.Key, Revision: revision))).ToList();
        var fields = Replaced(key, rows.Select(row => row.Revision.Value));
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        await using (var writer = await ParquetWriter.CreateAsync(
            new ParquetSchema(fields), file, _options, false, cancellation).ConfigureAwait(false))
        {
            using var group = writer.CreateRowGroup();
            await group.WriteAsync(fields[0], rows.ConvertAll(row => row.Point.Name)).ConfigureAwait(false);
            await group.WriteAsync(fields[1], rows.ConvertAll(row => PointTypes.Of(row.Point.Type))).ConfigureAwait(false);
            await group.WriteAsync<long>(fields[2], Column(rows, row => row.StartUnixSeconds), null, null, cancellation).ConfigureAwait(false);
            await group.WriteAsync<decimal>(fields[3], Column(rows, row => row.Value), null, null, cancellation).ConfigureAwait(false);
            await group.WriteAsync<int>(fields[4], Column(rows, row => row.Source), null, null, cancellation).ConfigureAwait(false);
            await group.WriteAsync<long>(fields[5], Column(rows, row => row.KnownAt.ToUnixTimeTicks()), null, null, cancellation).ConfigureAwait(false);
            await group.WriteAsync<long>(fields[6], Column(rows, row => row.ReplacedAt.ToUnixTimeTicks()), null, null, cancellation).ConfigureAwait(false);
        }

        file.Flush(flushToDisk: true);
    }

    /// <summary>Reads a whole partition, column by column, to be changed by an import.</summary>
    public static async Task<Partition> ReadAsync(string root, Manifest.Entry entry, CancellationToken cancellation)
    {
        var revisions = entry.RevisionFile is null
            ? Enumerable.Empty<(SettlementPoint, ArchivedRevision)>().ToLookup(row => row.Item1, row => row.Item2)
            : (await ReadRevisionsAsync(Path.Combine(root, entry.RevisionFile), cancellation).ConfigureAwait(false))
                .ToLookup(row => row.Point, row => row.Revision);
        var partition = new Partition();
        await using var reader = await ParquetReader.CreateAsync(
            Path.Combine(root, entry.File), null, cancellation).ConfigureAwait(false);
        var fields = reader.Schema.GetDataFields();
        for (var index = 0; index < reader.RowGroupCount; index++)
        {
            using var group = reader.OpenRowGroupReader(index);
            var described = entry.Series[index];
            var starts = new long[group.RowCount];
            var values = new decimal[group.RowCount];
            var sources = new int[group.RowCount];
            await group.ReadAsync<long>(fields[2], starts, null, cancellation).ConfigureAwait(false);
            await group.ReadAsync<decimal>(fields[3], values, null, cancellation).ConfigureAwait(false);
            await group.ReadAsync<int>(fields[4], sources, null, cancellation).ConfigureAwait(false);
            var point = new SettlementPoint(described.Point, PointTypes.Parse(described.Type));
            partition.Series.Add(
                point, new(Duration.FromSeconds(described.IntervalSeconds), starts, values, sources, [.. revisions[point]]));
        }

        return partition;
    }

    /// <summary>Reads the replaced figures of a partition.</summary>
    public static async Task<List<(SettlementPoint Point, ArchivedRevision Revision)>> ReadRevisionsAsync(
        string path, CancellationToken cancellation)
    {
        var rows = new List<(SettlementPoint, ArchivedRevision)>();
        await using var reader = await ParquetReader.CreateAsync(path, null, cancellation).ConfigureAwait(false);
        var fields = reader.Schema.GetDataFields();
        using var group = reader.OpenRowGroupReader(0);
        var count = (int)group.RowCount;
        string[] points = new string[count], types = new string[count];
        long[] starts = new long[count], known = new long[count], replaced = new long[count];
        var values = new decimal[count];
        var sources = new int[count];
        await group.ReadAsync(fields[0], points, null, cancellation).ConfigureAwait(false);
        await group.ReadAsync(fields[1], types, null, cancellation).ConfigureAwait(false);
        await group.ReadAsync<long>(fields[2], starts, null, cancellation).ConfigureAwait(false);
        await group.ReadAsync<decimal>(fields[3], values, null, cancellation).ConfigureAwait(false);
        await group.ReadAsync<int>(fields[4], sources, null, cancellation).ConfigureAwait(false);
        await group.ReadAsync<long>(fields[5], known, null, cancellation).ConfigureAwait(false);
        await group.ReadAsync<long>(fields[6], replaced, null, cancellation).ConfigureAwait(false);
        for (var row = 0; row < count; row++)
        {
            rows.Add((new(points[row], PointTypes.Parse(types[row])), new(
                starts[row], values[row], Instant.FromUnixTimeTicks(known[row]), Instant.FromUnixTimeTicks(replaced[row]), sources[row])));
        }

        return rows;
    }

    private static DataField[] Standing(PartitionKey key, IEnumerable<decimal> values) =>
    [
        new DataField<string>("point", false),
        new DataField<string>("type", false),
        new DataField<long>("start_unix_s"),
        Exact(key, values),
        new DataField<int>("source"),
    ];

    private static DataField[] Replaced(PartitionKey key, IEnumerable<decimal> values) =>
        [.. Standing(key, values), new DataField<long>("known_at_unix_100ns"), new DataField<long>("replaced_at_unix_100ns")];

    /// <summary>The narrowest decimal column that keeps every figure as published.</summary>
    private static DecimalDataField Exact(PartitionKey key, IEnumerable<decimal> values)
    {
        var scale = 0;
        var largest = 0m;
        foreach (var value in values)
        {
            scale = Math.Max(scale, value.Scale);
            largest = Math.Max(largest, Math.Abs(value));
        }

        var whole = 1;
        for (var rest = decimal.Truncate(largest); rest >= 10m; rest /= 10m)
        {
            whole++;
        }

        if (whole + scale > DecimalDigits)
        {
            throw new RefusedException(ArchiveErrors.FigureTooLong, FormattableString.Invariant(
                $"The {ProductNames.Of(key.Product)} figures of {key.Market} in {key.UtcYear} need {whole} digits before and {scale} after the point."));
        }

        return new DecimalDataField("value", whole + scale <= LongDigits ? LongDigits : DecimalDigits, scale);
    }

    private static string[] Repeated(string word, int rows)
    {
        var words = new string[rows];
        Array.Fill(words, word);
        return words;
    }

    private static T[] Column<T>(List<(SettlementPoint Point, ArchivedRevision Revision)> rows, Func<ArchivedRevision, T> of) =>
        [.. rows.Select(row => of(row.Revision))];
}
