using System.Text;
using Spillway.Engine;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Spillway.App.Sites;

/// <summary>Turns the bytes of a site file into YAML nodes that know their line and column.</summary>
internal static class SiteFileText
{
    private const int BytesAtMost = 1024 * 1024;
    private const int DepthAtMost = 16;
    private const string Duplicate = "Duplicate key ";

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="faults">Under which numbers it is refused.</param>
    /// <returns>The keys at the top.</returns>
    /// <exception cref="RefusedException">No file, no text, no YAML, or no keys.</exception>
    public static YamlMappingNode Load(string path, KeyFileFaults faults) => Load(path, Text(path, faults), faults);

    /// <summary>Reads a text that has been read from a file.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="text">What stands in it.</param>
    /// <param name="faults">Under which numbers it is refused.</param>
    /// <returns>The keys at the top.</returns>
    /// <exception cref="RefusedException">No YAML, or no keys.</exception>
    public static YamlMappingNode Load(string path, string text, KeyFileFaults faults)
    {
        try
        {
            CheckShape(path, text, faults.Syntax);
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode top
                ? top
                : throw new RefusedException(faults.Syntax, $"{path} holds {Shape(stream)} instead of one set of keys.");
        }
        catch (YamlException fault)
        {
            throw Refusal(path, fault, faults.Syntax);
        }
    }

    /// <summary>Reads a site file, or the rules of a market, as text.</summary>
    /// <param name="path">The file.</param>
    /// <returns>What stands in it, without a byte order mark.</returns>
    /// <exception cref="RefusedException">No file, too large a file, or no text.</exception>
    public static string Text(string path) => Text(path, KeyFileFaults.OfSite);

    /// <summary>Reads a file as text.</summary>
    /// <param name="path">The file.</param>
    /// <param name="faults">Under which numbers it is refused.</param>
    /// <returns>What stands in it, without a byte order mark.</returns>
    /// <exception cref="RefusedException">No file, too large a file, or no text.</exception>
    public static string Text(string path, KeyFileFaults faults)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
            {
                var what = Directory.Exists(path) ? (Wording)$"{path} is a folder, not a file." : $"{path} does not exist.";
                throw new RefusedException(faults.Missing, what);
            }

            if (file.Length > BytesAtMost)
            {
                throw new RefusedException(faults.Unreadable, $"{path} has {file.Length} bytes; such a file has at most {BytesAtMost}.");
            }

            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(path)).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException fault)
        {
            throw new RefusedException(faults.Unreadable, $"{path} is not UTF-8 text: byte {fault.Index} cannot be read.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(faults.Unreadable, $"{path} cannot be read: {fault.Message}", fault);
        }
    }

    // The tree is built by recursion, so nesting without end would end the process; the events are read by a loop.
    private static void CheckShape(string path, string text, ErrorCode syntax)
    {
        var parser = new Parser(new StringReader(text));
        var open = new Stack<Opened>();
        var reached = Mark.Empty;
        while (Next(parser, path, reached, syntax))
        {
            var at = parser.Current!;
            if (at is AnchorAlias)
            {
                throw new RefusedException(syntax, $"{Place(path, at.Start)}: a reference (*name) is not part of such a file; write the value out.");
            }

            if (at is NodeEvent { Tag.IsEmpty: false } tagged)
            {
                throw new RefusedException(syntax, $"{Place(path, at.Start)}: a tag ({tagged.Tag}) is not part of such a file; remove it.");
            }

            if (at is MappingEnd or SequenceEnd)
            {
                CheckPairs(path, open.Pop(), reached, syntax);
            }
            else if (at is NodeEvent && open.TryPeek(out var around))
            {
                around.Count++;
            }

            if (at is MappingStart or SequenceStart)
            {
                open.Push(new(at is MappingStart));
            }

            if (open.Count > DepthAtMost)
            {
                throw new RefusedException(syntax, $"{Place(path, at.Start)}: nested deeper than {DepthAtMost} levels.");
            }

            reached = at.End;
        }
    }

    // The library's parser lets a key without a value pass and its tree then fails without a place.
    private static void CheckPairs(string path, Opened closed, Mark reached, ErrorCode syntax)
    {
        if (closed.IsMapping && closed.Count % 2 != 0)
        {
            throw new RefusedException(syntax, $"{Place(path, reached)}: the key that ends here has no value; write 'key: value'.");
        }
    }

    private static bool Next(Parser parser, string path, Mark reached, ErrorCode syntax)
    {
        try
        {
            return parser.MoveNext();
        }
        catch (Exception fault) when (fault is InvalidOperationException or ArgumentException)
        {
            // Some torn lists, quotes and tags end the library's scanner so, without a place: it is where the last part ended.
            throw new RefusedException(syntax, $"{Place(path, reached)}: what follows here cannot be read.", fault);
        }
    }

    private static Wording Shape(YamlStream stream) =>
        stream.Documents.Count switch
        {
            0 => $"nothing",
            1 => stream.Documents[0].RootNode is YamlSequenceNode ? (Wording)$"a list" : $"a single value",
            var count => $"{count} documents",
        };

    private static RefusedException Refusal(string path, YamlException fault, ErrorCode syntax)
    {
        var place = Place(path, fault.Start);
        return fault.Message.StartsWith(Duplicate, StringComparison.OrdinalIgnoreCase)
            ? new(SiteFileErrors.DuplicateKey, $"{place}: the key '{fault.Message[Duplicate.Length..].TrimEnd('.')}' stands here for the second time.", fault)
            : new(syntax, $"{place}: {fault.Message.TrimEnd('.')}.", fault);
    }

    /// <summary>Names a place in a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="mark">Where in it.</param>
    /// <returns>File, line and column, counted from 1.</returns>
    public static Wording Place(string path, Mark mark) => $"{path}, line {mark.Line}, column {mark.Column}";

    /// <summary>A list or a set of keys that is being read.</summary>
    private sealed class Opened(bool isMapping)
    {
        public bool IsMapping { get; } = isMapping;

        public int Count { get; set; }
    }
}
