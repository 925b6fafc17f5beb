using System.Text;
using Spillway.Engine;

namespace Spillway.Devices.Wire.Files;

/// <summary>A small file of 'key: value' lines: the form of register maps and wirings, and a part of YAML.</summary>
internal sealed class KeyedFile
{
    private const int BytesAtMost = 64 * 1024;

    private readonly string _file;
    private readonly Dictionary<string, KeyedLine> _lines;

    private KeyedFile(string file, Dictionary<string, KeyedLine> lines)
    {
        _file = file;
        _lines = lines;
    }

    /// <summary>Every line, in the order of the file.</summary>
    public IEnumerable<KeyedLine> Lines => _lines.Values;

    /// <summary>Reads a file of somebody's own.</summary>
    /// <exception cref="RefusedException">It cannot be read, or a line is not understood.</exception>
    public static KeyedFile Read(string path, IReadOnlyCollection<string> keys)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var bytes = new byte[BytesAtMost + 1];
            var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length <= BytesAtMost
                ? Parse(path, new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes, 0, length), keys)
                : throw new RefusedException(WireFileErrors.CannotRead, $"{path} is longer than {BytesAtMost} bytes.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw new RefusedException(WireFileErrors.CannotRead, $"{path} cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>Reads a file that came with the program.</summary>
    public static KeyedFile Embedded(string resource, IReadOnlyCollection<string> keys)
    {
        using var stream = typeof(KeyedFile).Assembly.GetManifestResourceStream(resource);
        Invariant.Holds(stream is not null);
        using var reader = new StreamReader(stream);
        return Parse(resource, reader.ReadToEnd(), keys);
    }

    /// <summary>Reads text.</summary>
    /// <exception cref="RefusedException">A line is not understood, its key is unknown or stands twice.</exception>
    public static KeyedFile Parse(string file, string text, IReadOnlyCollection<string> keys)
    {
        var lines = new Dictionary<string, KeyedLine>(StringComparer.Ordinal);
        var number = 0;
        foreach (var raw in text.TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            var line = WithoutComment(raw).Trim();
            if (line.Length == 0)
            {
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || colon == line.Length - 1)
            {
                throw new RefusedException(WireFileErrors.Syntax, $"{file}, line {number}: '{Shortened(line)}' is not 'key: value'.");
            }

            Add(new(file, number, line[..colon].Trim(), line[(colon + 1)..].Trim()), lines, keys);
        }

        return new(file, lines);
    }

    public KeyedLine? Find(string key) => _lines.GetValueOrDefault(key);

    /// <summary>A line that must be there.</summary>
    /// <exception cref="RefusedException">It is not.</exception>
    public KeyedLine Need(string key) =>
        Find(key) ?? throw new RefusedException(WireFileErrors.Missing, $"{_file} has no '{key}'.");

    public RefusedException Lacks(string what) => new(WireFileErrors.Missing, $"{_file} has {what}.");

    private static void Add(KeyedLine line, Dictionary<string, KeyedLine> lines, IReadOnlyCollection<string> keys)
    {
        if (!keys.Contains(line.Key))
        {
            throw new RefusedException(WireFileErrors.UnknownKey, $"{line.File}, line {line.Number}: '{Shortened(line.Key)}' is not one of {string.Join(", ", keys)}.");
        }

        if (!lines.TryAdd(line.Key, line))
        {
            throw new RefusedException(WireFileErrors.Twice, $"{line.File}, line {line.Number}: '{line.Key}' stands in line {lines[line.Key].Number} already.");
        }
    }

    private static string WithoutComment(string line)
    {
        var hash = line.StartsWith('#') ? 0 : line.IndexOf(" #", StringComparison.Ordinal);
        return hash < 0 ? line : line[..hash];
    }

    private static string Shortened(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
