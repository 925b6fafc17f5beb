using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Spillway.App.Inventory;
using Spillway.Engine;
using Spillway.Engine.Signals;

namespace Spillway.App.Statements.Books;

/// <summary>The file of a version's lines: the columns of a statement's CSV behind the entry, gzipped.</summary>
internal static class BookLinesFile
{
    /// <summary>Its name.</summary>
    public const string Name = "lines.csv.gz";

    private const string New = "new";
    private const string Reversal = "reversal";

    /// <summary>Writes the lines.</summary>
    /// <returns>The SHA-256 of the file, 64 lower-case hexadecimal digits.</returns>
    public static string Write(string path, string currency, ImmutableArray<SourceFile> sources, ImmutableArray<BookedLine> lines)
    {
        using (var file = new FileStream(path, FileMode.CreateNew))
        {
            using (var packed = new GZipStream(file, CompressionLevel.Optimal, leaveOpen: true))
            using (var writer = new StreamWriter(packed, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)))
            {
                writer.Write($"entry,{LinesCsv.Header(currency)}\n");
                foreach (var line in lines)
                {
                    writer.Write(line.IsReversal ? Reversal : New);
                    writer.Write(',');
                    LinesCsv.Write(sources, line.Line, writer);
                    writer.Write('\n');
                }
            }

            file.Flush(flushToDisk: true);
        }

        return Digest(path);
    }

    /// <summary>Reads the lines of a version.</summary>
    /// <exception cref="RefusedException"><see cref="BookErrors.Damaged"/>.</exception>
    public static IEnumerable<BookedLine> Read(string path, string sha256)
    {
        if (!File.Exists(path) || Digest(path) != sha256)
        {
            throw new RefusedException(BookErrors.Damaged, $"{path} is not the file that its manifest names.");
        }

        using var file = File.OpenRead(path);
        using var packed = new GZipStream(file, CompressionMode.Decompress);
        using var reader = new StreamReader(packed, Encoding.UTF8);
        var rows = new LineCsvReader([.. (reader.ReadLine() ?? "").Split(',').Skip(1)]);
        while (reader.ReadLine() is { } text)
        {
            var cells = CsvCells.Split(text) ?? throw new RefusedException(BookErrors.Damaged, $"{path}: '{text}' is no line.");
            yield return new(rows.Read([.. cells.Skip(1)]), cells[0] == Reversal);
        }
    }

    private static string Digest(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
