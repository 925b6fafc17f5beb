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
        var content = FileContent.Read(path, cancellation);
        var draft = new FileDraft(path);
        string? form = null;
        foreach (var (name, bytes) in content.Members)
        {
            cancellation.ThrowIfCancellationRequested();
            form = Member(draft, path, name, bytes) ?? throw Unknown(path, name, bytes);
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
            ? part with { Findings = part.Findings.AddRange(AboveCap.Findings(part)) }
            : part with { Findings = part.Findings.Add(SyntheticLabel.Finding(synthetic[0].Key.Market, synthetic[0].Values.Length)) };
    }

    private static string? Member(FileDraft draft, string path, string name, byte[] bytes)
    {
        var text = bytes.AsSpan();
        if (text.StartsWith("PK\u0003\u0004"u8))
        {
            return Workbook(draft, bytes);
        }

        if (text.StartsWith("PAR1"u8))
        {
            // DuckDB reads Parquet where it lies; one inside an archive has no place of its own.
            return name.Length == 0 ? ParquetTable.Read(draft, path) : null;
        }

        var first = text.IndexOfAnyExcept(" \t\r\n"u8);
        if (first >= 0 && text[first] is (byte)'{' or (byte)'[')
        {
            return ErcotJson.Read(draft, bytes);
        }

        return Csv(draft, bytes);
    }

    private static string? Csv(FileDraft draft, byte[] bytes)
    {
        var lines = new CsvLines(bytes);
        if (!lines.MoveNext())
        {
            throw new RefusedException(MarketFileErrors.Empty, $"{draft.File} is empty.");
        }

        var header = TidyCsv.Cells(lines.Current);
        if (TidyCsv.Matches(header))
        {
            return TidyCsv.Read(draft, bytes);
        }

        return MiningEconomics.Read(draft, header, bytes)
            ?? (ErcotTables.Read(draft, Tables.Csv(draft, bytes)) is { } form ? form + ", CSV" : null);
    }

    private static string? Workbook(FileDraft draft, byte[] bytes)
    {
        string? form = null;
        foreach (var (_, rows) in Tables.Workbook(draft, bytes))
        {
            form = ErcotTables.Read(draft, rows) ?? form;
        }

        return form is null ? null : form + ", workbook";
    }

    private static RefusedException Unknown(string path, string name, byte[] bytes)
    {
        var end = bytes.AsSpan().IndexOfAny("\r\n"u8);
        var head = bytes.AsSpan(0, Math.Min(end < 0 ? bytes.Length : end, 80));
        var seen = head.IndexOfAnyExceptInRange((byte)' ', (byte)'~') < 0
            ? $"it begins '{System.Text.Encoding.ASCII.GetString(head)}'"
            : $"it begins with the bytes {Convert.ToHexStringLower(head[..Math.Min(8, head.Length)])}";
        return new(MarketFileErrors.UnknownForm, $"{path}{(name.Length == 0 ? "" : ", " + name)}: {seen}.");
    }
}
