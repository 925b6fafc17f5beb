using System.Collections.Immutable;
using System.Text;
using Spillway.Engine;

namespace Spillway.App.Inventory;

/// <summary>The inventory as a CSV file: one header, one machine a line.</summary>
public static class InventoryCsv
{
    private const int MostBytes = 64 * 1024 * 1024;
    private static readonly string[] _required = ["role", "address"];
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The columns that every inventory file has, in the order in which they are written.</summary>
    public static ImmutableArray<string> Columns { get; } =
        ["group", "role", "address", "port_shift", "family", "model", "mac", "serial"];

    /// <summary>The columns that an inventory file may have besides.</summary>
    public static ImmutableArray<string> MoreColumns { get; } = ["firmware", "notes"];

    /// <summary>Reads a file; every row is checked before any is returned.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The rows in the file's order, each with its line number from 1.</returns>
    /// <exception cref="RefusedException">One of <see cref="InventoryErrors"/>; the message names file, line, column, value and
    /// what to do.</exception>
    public static ImmutableArray<(int Line, InventoryRow Row)> Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return Read(path, Text(path), static (_, refusal) => throw refusal);
    }

    /// <summary>Reads a text and goes on after a row that is refused.</summary>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="text">The text.</param>
    /// <param name="refused">Told of each refused row, by its line.</param>
    /// <returns>The rows that can be used.</returns>
    /// <exception cref="RefusedException"><see cref="InventoryErrors.BadHeader"/>: no row can be read.</exception>
    internal static ImmutableArray<(int Line, InventoryRow Row)> Read(string name, string text, Action<int, RefusedException> refused)
    {
        var lines = text.Split('\n');
        var reader = new InventoryRowReader(name, Header(name, lines[0].TrimEnd('\r')));
        var rows = ImmutableArray.CreateBuilder<(int Line, InventoryRow Row)>();
        for (var number = 2; number <= lines.Length; number++)
        {
            var line = lines[number - 1].TrimEnd('\r');
            if (line.Trim().Length == 0)
            {
                continue;
            }

            try
            {
                rows.Add((number, reader.Read(number, line)));
            }
            catch (RefusedException refusal)
            {
                refused(number, refusal);
            }
        }

        return rows.ToImmutable();
    }

    /// <summary>The plan that takes a file; each row that is refused stands in it.</summary>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="bytes">What stands in it.</param>
    /// <exception cref="RefusedException"><see cref="InventoryErrors.CannotRead"/>: no text in UTF-8; or <see cref="InventoryErrors.BadHeader"/>.</exception>
    internal static InventoryPlan Plan(string name, ReadOnlySpan<byte> bytes)
    {
        var refused = ImmutableArray.CreateBuilder<InventoryRefusal>();
        var inAll = 0;
        try
        {
            var rows = Read(name, _utf8.GetString(bytes).TrimStart('\uFEFF'), (line, refusal) =>
            {
                if (inAll++ < InventoryReview.MostRefused)
                {
                    refused.Add(new(FormattableString.Invariant($"{line}"), refusal.Code.Id, refusal.What));
                }
            });
            return InventoryPlan.Import([.. rows.Select(static one => one.Row)]).With(refused.ToImmutable(), inAll, inAll == 0);
        }
        catch (DecoderFallbackException failure)
        {
            throw new RefusedException(InventoryErrors.CannotRead, $"'{name}': {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }

    /// <summary>The plan that takes a file from the disk.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="RefusedException"><see cref="InventoryErrors.CannotRead"/> or <see cref="InventoryErrors.BadHeader"/>.</exception>
    internal static InventoryPlan Plan(string path) => Plan(path, _utf8.GetBytes(Text(path)));

    /// <summary>Writes rows with their header.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="rows">The rows.</param>
    public static void Write(TextWriter output, IEnumerable<InventoryRow> rows)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(rows);
        output.Write(CsvCells.Join(Columns.Concat(MoreColumns)) + "\n");
        foreach (var row in rows)
        {
            output.Write(CsvCells.Join(
            [
                row.Group?.Text, Word(row.Role), row.Address?.ToString(), FormattableString.Invariant($"{row.PortShift}"),
                row.Family, row.Model, row.Mac, row.Serial, row.Firmware, row.Notes,
            ]) + "\n");
        }
    }

    /// <summary>A role as files and screens write it.</summary>
    /// <param name="role">The role.</param>
    /// <returns>One lower-case word.</returns>
    public static string Word(MachineRole role) => role.ToString().ToLowerInvariant();

    private static string Text(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (file.Exists && file.Length > MostBytes)
            {
                throw new RefusedException(InventoryErrors.CannotRead, $"'{path}' has {file.Length} bytes.");
            }

            var text = File.ReadAllText(path, _utf8);
            return text.TrimStart('\uFEFF');
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new RefusedException(InventoryErrors.CannotRead, $"'{path}': {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }

    private static ImmutableArray<string> Header(string path, string line)
    {
        var cells = CsvCells.Split(line)?.Select(cell => cell.Trim().ToLowerInvariant()).ToImmutableArray() ?? [];
        foreach (var name in cells)
        {
            if (!Columns.Contains(name) && !MoreColumns.Contains(name))
            {
                throw new RefusedException(InventoryErrors.BadHeader, $"{path}, line 1: '{name}' is not a column of an inventory.");
            }
        }

        var missing = _required.Where(name => !cells.Contains(name)).ToList();
        var twice = cells.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(same => same.Count() > 1)?.Key;
        return missing.Count == 0 && twice is null
            ? cells
            : throw new RefusedException(
                InventoryErrors.BadHeader, $"{path}, line 1: the column '{twice ?? missing[0]}' {(twice is null ? "is missing" : "stands twice")}.");
    }
}
