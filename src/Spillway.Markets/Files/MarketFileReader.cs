using System.Collections.Immutable;
using Spillway.Engine;
using Spillway.Markets.Bitcoin;
using Spillway.Markets.Ercot;
using Spillway.Markets.Synthetic;

namespace Spillway.Markets.Files;

/// <summary>Reads market files, each form known by its content: names and endings are not looked at.</summary>
public static class MarketFileReader
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file; gzip and zip are unwrapped, within written limits.</param>
    /// <param name="cancellation">Stops between members.</param>
    /// <returns>Its series and what a person should know of it; one part an interval length, and nearly every form has
    /// only one.</returns>
    /// <exception cref="RefusedException">One of <see cref="MarketFileErrors"/>; the message names file, line or cell,
    /// value and what to do.</exception>
    public static ImmutableArray<MarketFile> Read(string path, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Parts(FileContent.Read(path, cancellation), cancellation);
    }

    /// <summary>Reads what a market sent over a wire, by the same rules as a file.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="bytes">The bytes; gzip and zip are unwrapped, within written limits.</param>
    /// <param name="cancellation">Stops between members.</param>
    /// <returns>Its series and what a person should know of it.</returns>
    /// <exception cref="RefusedException">One of <see cref="MarketFileErrors"/>.</exception>
    public static ImmutableArray<MarketFile> Read(string name, byte[] bytes, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(bytes);
        return Parts(FileContent.Of(name, bytes, cancellation), cancellation);
    }

    private static ImmutableArray<MarketFile> Parts(FileContent content, CancellationToken cancellation)
    {
        var path = content.File;
        var draft = new FileDraft(path);
        string? form = null;
        foreach (var (name, bytes) in content.Members)
        {
            cancellation.ThrowIfCancellationRequested();
            draft.Member = name;
            form = Member(draft, content, name, bytes) ?? throw Unknown(path, name, bytes);
        }

        if (form is null)
        {
            throw new RefusedException(MarketFileErrors.Empty, $"{path} has no members.");
        }

        return [.. draft.Finish(content.Sha256, form).Select(Remarked)];
    }

    // What the figures themselves tell a person, whatever form they came in.
    private static MarketFile Remarked(MarketFile part)
    {
        var synthetic = part.Columns.Where(column => SyntheticLabel.IsSynthetic(column.Key.Market)).ToList();
        return synthetic.Count == 0
            ? part
            : part with { Findings = part.Findings.Add(SyntheticLabel.Finding(synthetic[0].Key.Market, synthetic[0].Values.Length)) };
    }

    private static string? Member(FileDraft draft, FileContent content, string name, byte[] bytes)
    {
        var text = bytes.AsSpan();
        if (FileContent.IsGzip(text) || FileContent.IsZip(text))
        {
            return Workbook(draft, Named(content.File, name), bytes);
        }

        if (text.StartsWith("PAR1"u8))
        {
            // DuckDB reads Parquet where it lies; one inside an archive has no place of its own.
            return content.IsWrapped
                ? throw new RefusedException(MarketFileErrors.Nested, $"{Named(content.File, name)}: a Parquet file is compressed in itself and is read only where it lies.")
                : ParquetTable.Read(draft, content.File);
        }

        var first = text.IndexOfAnyExcept(" \t\r\n"u8);
        return first >= 0 && text[first] is (byte)'{' or (byte)'['
            ? ErcotJson.Read(draft, bytes)
            : Csv(draft, bytes);
    }

    private static string? Csv(FileDraft draft, byte[] bytes)
    {
        var lines = new CsvLines(bytes);
        if (!lines.MoveNext())
        {
            throw new RefusedException(MarketFileErrors.Empty, $"{Named(draft.File, draft.Member)} is empty.");
        }

        var header = TidyCsv.Cells(lines.Current);
        if (TidyCsv.Matches(header))
        {
            TextCheck.Utf8(draft, bytes);
            return TidyCsv.Read(draft, bytes);
        }

        return MiningEconomics.Read(draft, header, bytes)
            ?? (ErcotTables.Read(draft, Tables.Csv(draft, bytes), isExact: true) is { } form ? form + ", CSV" : null);
    }

    private static string? Workbook(FileDraft draft, string what, byte[] bytes)
    {
        try
        {
            if (FileContent.IsGzip(bytes) || !FileContent.IsWorkbook(bytes))
            {
                throw new RefusedException(MarketFileErrors.Nested, $"{what} is itself an archive.");
            }

            FileContent.CheckWorkbook(what, bytes);
        }
        catch (Exception cause) when (cause is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            throw new RefusedException(MarketFileErrors.Truncated, $"{what}: {cause.Message}", cause);
        }

        string? form = null;
        foreach (var (_, rows) in Tables.Workbook(draft, bytes))
        {
            form = ErcotTables.Read(draft, rows, isExact: false) ?? form;
        }

        return form is null ? null : form + ", workbook";
    }

    private static string Named(string path, string member) => member.Length == 0 ? path : $"{path}, {member}";

    private static RefusedException Unknown(string path, string name, byte[] bytes)
    {
        var end = bytes.AsSpan().IndexOfAny("\r\n"u8);
        var head = bytes.AsSpan(0, Math.Min(end < 0 ? bytes.Length : end, 80));
        var seen = head.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0
            ? $"it begins '{System.Text.Encoding.ASCII.GetString(head)}'"
            : $"it begins with the bytes {Convert.ToHexStringLower(head[..Math.Min(8, head.Length)])}";
        return new(MarketFileErrors.UnknownForm, $"{Named(path, name)}: {seen}.");
    }
}
