using NodaTime;
using Parquet;
using Parquet.Schema;
using Spillway.Engine;
using Spillway.Units;

namespace Spillway.Markets.Archive;

/// <summary>Writes and reads the Parquet files of a partition: one row group a series, sorted by series and start.</summary>
/// <remarks>A series is a number in the rows, 0 for the first; names would cost more to write than the figures. Which
/// point and type a number stands for is in the file's own metadata, under <c>series</c>, and in the manifest; so is the
/// <c>scale</c>, the decimal places of every figure: it is <c>value_scaled</c> ÷ 10^scale.</remarks>
internal static class PartitionFiles
{
    private static readonly ParquetOptions _options = Options();

    /// <summary>Writes the standing figures; the file is on the disk when it returns.</summary>
    public static async Task WriteStandingAsync(string path, PartitionKey key, Partition partition, CancellationToken cancellation)
    {
        var (fields, scale) = (Standing(), partition.Scale());
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 18);
        await using (var writer = await ParquetWriter.CreateAsync(
            new ParquetSchema(fields), file, _options, false, cancellation).ConfigureAwait(false))
        {
            writer.CustomMetadata = Described(partition, scale);
            var number = 0;
            foreach (var series in partition.Series.Values)
            {
                cancellation.ThrowIfCancellationRequested();
                using var group = writer.CreateRowGroup();
                var numbers = new int[series.Starts.Length];
                Array.Fill(numbers, number++);
                await group.WriteAsync<int>(fields[0], numbers, null, null, cancellation).ConfigureAwait(false);
                await group.WriteAsync<long>(fields[1], series.Starts, null, null, cancellation).ConfigureAwait(false);
                var scaled = ScaledFigures.Of(key, series.Values, scale);
                await group.WriteAsync<long>(fields[2], scaled, null, null, cancellation).ConfigureAwait(false);
                await group.WriteAsync<int>(fields[3], series.Sources, null, null, cancellation).ConfigureAwait(false);
            }
        }

        file.Flush(flushToDisk: true);
    }

    /// <summary>Writes the replaced figures; the file is on the disk when it returns.</summary>
    public static async Task WriteRevisionsAsync(string path, PartitionKey key, Partition partition, CancellationToken cancellation)
    {
        var rows = partition.Series
            .SelectMany((series, number) => series.Value.Revisions.Select(revision => (Number: number, Revision: revision))).ToList();
        var (fields, scale) = (Replaced(), partition.Scale());
        var scaled = ScaledFigures.Of(key, Column(rows, row => row.Value), scale);
        await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        await using (var writer = await ParquetWriter.CreateAsync(
            new ParquetSchema(fields), file, _options, false, cancellation).ConfigureAwait(false))
        {
            writer.CustomMetadata = Described(partition, scale);
            using var group = writer.CreateRowGroup();
            await group.WriteAsync<int>(fields[0], rows.Select(row => row.Number).ToArray(), null, null, cancellation).ConfigureAwait(false);
            await group.WriteAsync<long>(fields[1], Column(rows, row => row.StartUnixSeconds), null, null, cancellation).ConfigureAwait(false);
            await group.WriteAsync<long>(fields[2], scaled, null, null, cancellation).ConfigureAwait(false);
            await group.WriteAsync<int>(fields[3], Column(rows, row => row.Source), null, null, cancellation).ConfigureAwait(false);
            await group.WriteAsync<long>(fields[4], Column(rows, row => row.KnownAt.ToUnixTimeTicks()), null, null, cancellation).ConfigureAwait(false);
            await group.WriteAsync<long>(fields[5], Column(rows, row => row.ReplacedAt.ToUnixTimeTicks()), null, null, cancellation).ConfigureAwait(false);
        }

        file.Flush(flushToDisk: true);
    }

    /// <summary>Reads a whole partition as <see cref="ReadAsync"/> does, and says which file is damaged where one is.</summary>
    /// <exception cref="RefusedException"><see cref="ArchiveErrors.Damaged"/>.</exception>
    public static async Task<Partition> OpenAsync(string root, Manifest.Entry entry, CancellationToken cancellation)
    {
        try
        {
            return await ReadAsync(root, entry, cancellation).ConfigureAwait(false);
        }
        catch (Exception cause) when (cause is IOException or InvalidDataException or ParquetException
            or ArgumentException or OverflowException or IndexOutOfRangeException or FormatException)
        {
            throw new RefusedException(
                ArchiveErrors.Damaged, $"The file '{Path.Combine(root, entry.File)}' cannot be read: {cause.Message}", cause);
        }
    }

    /// <summary>Reads a whole partition, column by column, to be changed by an import.</summary>
    public static async Task<Partition> ReadAsync(string root, Manifest.Entry entry, CancellationToken cancellation)
    {
        var revisions = entry.RevisionFile is null
            ? Enumerable.Empty<ArchivedRevision>().ToLookup(_ => 0)
            : await ReadRevisionsAsync(Path.Combine(root, entry.RevisionFile), entry.Scale, cancellation).ConfigureAwait(false);
        var partition = new Partition();
        await using var reader = await ParquetReader.CreateAsync(
            Path.Combine(root, entry.File), null, cancellation).ConfigureAwait(false);
        var fields = reader.Schema.GetDataFields();
        for (var index = 0; index < reader.RowGroupCount; index++)
        {
            using var group = reader.OpenRowGroupReader(index);
            var described = entry.Series[index];
            var starts = new long[group.RowCount];
            var scaled = new long[group.RowCount];
            var sources = new int[group.RowCount];
            await group.ReadAsync<long>(fields[1], starts, null, cancellation).ConfigureAwait(false);
            await group.ReadAsync<long>(fields[2], scaled, null, cancellation).ConfigureAwait(false);
            await group.ReadAsync<int>(fields[3], sources, null, cancellation).ConfigureAwait(false);
            var values = Array.ConvertAll(scaled, one => ScaledFigures.Figure(one, entry.Scale));
            var point = new SettlementPoint(described.Point, PointTypes.Parse(described.Type));
            partition.Series.Add(
                point, new(Duration.FromSeconds(described.IntervalSeconds), starts, values, sources, [.. revisions[index]]));
        }

        return partition;
    }

    private static async Task<ILookup<int, ArchivedRevision>> ReadRevisionsAsync(string path, int scale, CancellationToken cancellation)
    {
        await using var reader = await ParquetReader.CreateAsync(path, null, cancellation).ConfigureAwait(false);
        var fields = reader.Schema.GetDataFields();
        using var group = reader.OpenRowGroupReader(0);
        var count = (int)group.RowCount;
        int[] numbers = new int[count], sources = new int[count];
        long[] starts = new long[count], known = new long[count], replaced = new long[count];
        var scaled = new long[count];
        await group.ReadAsync<int>(fields[0], numbers, null, cancellation).ConfigureAwait(false);
        await group.ReadAsync<long>(fields[1], starts, null, cancellation).ConfigureAwait(false);
        await group.ReadAsync<long>(fields[2], scaled, null, cancellation).ConfigureAwait(false);
        await group.ReadAsync<int>(fields[3], sources, null, cancellation).ConfigureAwait(false);
        await group.ReadAsync<long>(fields[4], known, null, cancellation).ConfigureAwait(false);
        await group.ReadAsync<long>(fields[5], replaced, null, cancellation).ConfigureAwait(false);
        return Enumerable.Range(0, count).ToLookup(row => numbers[row], row => new ArchivedRevision(
            starts[row], ScaledFigures.Figure(scaled[row], scale), Instant.FromUnixTimeTicks(known[row]), Instant.FromUnixTimeTicks(replaced[row]), sources[row]));
    }

    private static DataField[] Standing() =>
    [
        new DataField<int>("series"),
        new DataField<long>("start_unix_s"),
        new DataField<long>("value_scaled"),
        new DataField<int>("source"),
    ];

    private static DataField[] Replaced() =>
        [.. Standing(), new DataField<long>("known_at_unix_100ns"), new DataField<long>("replaced_at_unix_100ns")];

    private static Dictionary<string, string> Described(Partition partition, int scale) => new()
    {
        ["scale"] = scale.ToString(System.Globalization.CultureInfo.InvariantCulture),
        ["series"] = string.Join(',', partition.Series.Keys.Select(point => $"{point.Name}:{PointTypes.Of(point.Type)}")),
    };

    private static ParquetOptions Options()
    {
        // Differences of whole numbers are short already; compressing them once more takes longer than writing them.
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.None };
        foreach (var regular in new[] { "series", "start_unix_s", "value_scaled", "source" })
        {
            options.ColumnEncodingHints[regular] = EncodingHint.DeltaBinaryPacked;
        }

        return options;
    }

    private static T[] Column<T>(List<(int Number, ArchivedRevision Revision)> rows, Func<ArchivedRevision, T> of) =>
        [.. rows.Select(row => of(row.Revision))];
}
