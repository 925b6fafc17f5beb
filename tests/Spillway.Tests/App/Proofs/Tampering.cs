using System.Text;
using System.Text.RegularExpressions;
using Spillway.Journal.Proof.Merkle;

namespace Spillway.Tests.App.Proofs;

/// <summary>Ways to tamper with a file of lines, drawn from a seed: each changes something and keeps all else.</summary>
internal static partial class Tampering
{
    private static readonly (string Name, Func<Random, string[], byte[], Edit[]> Make)[] _ways =
    [
        ("one byte changed", (random, _, bytes) => [Byte(random, bytes)]),
        ("one byte dropped", (random, _, bytes) => [new(random.Next(bytes.Length), 1, [])]),
        ("one byte put in", (random, _, bytes) => [new(random.Next(bytes.Length + 1), 0, [(byte)random.Next(256)])]),
        ("one field changed", (random, lines, _) => [Field(random, lines)]),
        ("one field changed, its hash made anew", FieldAndHash),
        ("two lines swapped", (random, lines, _) => Swap(random, lines)),
        ("one line dropped", (random, lines, _) => [Line(random.Next(lines.Length), lines, "")]),
        ("one line doubled", (random, lines, _) => [Before(random.Next(lines.Length + 1), lines, lines[random.Next(lines.Length)])]),
        ("one line put in", (random, lines, _) => [Before(random.Next(lines.Length + 1), lines, Changed(random, lines[random.Next(lines.Length)]))]),
        ("the end cut off", (random, _, bytes) => random.Next(1, bytes.Length) is var cut ? [new(bytes.Length - cut, cut, [])] : []),
    ];

    /// <summary>How many ways there are.</summary>
    public static int Ways => _ways.Length;

    /// <summary>Draws one way to tamper with a file.</summary>
    public static (string Way, Edit[] Edits) Draw(Random random, byte[] bytes)
    {
        var lines = Encoding.UTF8.GetString(bytes).TrimEnd('\n').Split('\n');
        while (true)
        {
            var (name, make) = _ways[random.Next(_ways.Length)];
            var edits = make(random, lines, bytes);
            if (!Apply(bytes, edits).AsSpan().SequenceEqual(bytes))
            {
                return (name, edits);
            }
        }
    }

    /// <summary>The file after some edits, which stand in ascending order and do not overlap.</summary>
    public static byte[] Apply(byte[] bytes, IEnumerable<Edit> edits)
    {
        using var result = new MemoryStream();
        var at = 0;
        foreach (var edit in edits)
        {
            result.Write(bytes, at, edit.At - at);
            result.Write(edit.Put);
            at = edit.At + edit.Take;
        }

        result.Write(bytes, at, bytes.Length - at);
        return result.ToArray();
    }

    private static Edit Byte(Random random, byte[] bytes)
    {
        var at = random.Next(bytes.Length);
        return new(at, 1, [(byte)(bytes[at] ^ random.Next(1, 256))]);
    }

    private static Edit Field(Random random, string[] lines)
    {
        var index = random.Next(lines.Length);
        return Line(index, lines, Changed(random, lines[index]) + "\n");
    }

    // Whoever changes a leaf and knows the format also makes its hash in the list anew.
    private static Edit[] FieldAndHash(Random random, string[] lines, byte[] bytes)
    {
        var list = Array.FindIndex(lines, line => line.StartsWith("{\"part\":\"leaves\"", StringComparison.Ordinal));
        if (list < 0)
        {
            return [Field(random, lines)];
        }

        var index = random.Next(list);
        var changed = Changed(random, lines[index]);
        var (row, column) = (list + (index / 1000), index % 1000);
        var begin = lines[row].IndexOf("\"hashes\":\"", StringComparison.Ordinal) + "\"hashes\":\"".Length + (64 * column);
        var listed = lines[row][..begin] + MerkleHash.Leaf(Encoding.UTF8.GetBytes(changed)) + lines[row][(begin + 64)..];
        return [Line(index, lines, changed + "\n"), Line(row, lines, listed + "\n")];
    }

    private static Edit[] Swap(Random random, string[] lines)
    {
        var (one, other) = (random.Next(lines.Length), random.Next(lines.Length));
        (one, other) = (Math.Min(one, other), Math.Max(one, other));
        return one == other ? [] : [Line(one, lines, lines[other] + "\n"), Line(other, lines, lines[one] + "\n")];
    }

    /// <summary>One value of a line changed as somebody would who wants another: a digit, a letter, a null.</summary>
    private static string Changed(Random random, string line)
    {
        var values = Value().Matches(line);
        var value = values[random.Next(values.Count)].Groups[1];
        var text = value.ValueSpan.ToString();
        var at = random.Next(text.Length);
        var put = text is "null" ? "\"x\"" : text is "\"\"" ? "\"x\"" : text[at] switch
        {
            '"' => text.Trim('"') + "x",
            >= '0' and <= '9' => text[..at] + (char)('0' + ((text[at] - '0' + random.Next(1, 10)) % 10)) + text[(at + 1)..],
            _ => text[..at] + (char)(text[at] == 'a' ? 'b' : 'a') + text[(at + 1)..],
        };
        return line[..value.Index] + (text[0] == '"' && put[0] != '"' ? $"\"{put}\"" : put) + line[(value.Index + value.Length)..];
    }

    private static Edit Line(int index, string[] lines, string put)
    {
        var at = Start(index, lines);
        return new(at, Encoding.UTF8.GetByteCount(lines[index]) + 1, Encoding.UTF8.GetBytes(put));
    }

    private static Edit Before(int index, string[] lines, string put) => new(Start(index, lines), 0, Encoding.UTF8.GetBytes(put + "\n"));

    private static int Start(int index, string[] lines) => lines.Take(index).Sum(line => Encoding.UTF8.GetByteCount(line) + 1);

    [GeneratedRegex("\"[a-z_0-9]+\":(\"(?:[^\"\\\\]|\\\\.)*\"|-?[0-9.]+|null)")]
    private static partial Regex Value();

    /// <summary>Some bytes in the place of others.</summary>
    /// <param name="At">Where.</param>
    /// <param name="Take">How many go.</param>
    /// <param name="Put">What comes.</param>
    internal sealed record Edit(int At, int Take, byte[] Put);
}
