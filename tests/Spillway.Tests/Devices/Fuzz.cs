using System.Buffers;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using CsCheck;
using Xunit;

namespace Spillway.Tests.Devices;

/// <summary>Answers damaged at random, and a parser tried with each: a few hundred in every run, as many as
/// <c>CsCheck_Iter</c> in the environment says.</summary>
internal static class Fuzz
{
    // No answer of a few kilobytes takes milliseconds; the rest is a machine that does other work beside.
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(20);

    // What machines are known to put where a number should stand, and what none should.
    private static readonly byte[][] _numbers =
        Seeds("nan", "NaN", "Infinity", "-", "-inf", "1e999", "1e18", "-1", "-1e17", "0", "65535", "2147483647", "99999999999999999999", "null", "true", "\"x\"");

    private static readonly SearchValues<byte> _digits = SearchValues.Create("-.0123456789"u8);

    // Signs that open, close or part, halves of signs, and what steers a terminal.
    private static readonly byte[][] _pieces =
    [
        .. _numbers,
        .. Seeds("}{", "[,{", ",}", ",,", "\"", "\\", "\\ud800", "{\"a\":", "[[[[", "]", "}", "false", ":", "=", "|", "STATUS=", "\0", "\r\n\r\n", "\u001b[2J", "\u0001", "٣٤", "１", "é", "\u00A0", " "),
        [0xFF, 0xFE], [0xC3], [0xE2, 0x82], [0xFF, 0xFF, 0xFF, 0xFF], [0x80, 0, 0, 0, 0],
    ];

    /// <summary>How many inputs a test takes: its own number, or what the environment says.</summary>
    public static long Inputs(long usual) => Environment.GetEnvironmentVariable("CsCheck_Iter") is null ? usual : Check.Iter;

    /// <summary>Tries each input; a check that throws, or takes beyond all patience, is a fault.</summary>
    public static void Try<T>(Gen<T> inputs, long usual, Action<T> check) => inputs.Sample(
        input =>
        {
            var begun = Stopwatch.GetTimestamp();
            check(input);
            Assert.True(Stopwatch.GetElapsedTime(begun) < _longest, "it took too long");
        },
        iter: Inputs(usual),
        print: input => Shown(input));

    /// <summary>Texts as seeds.</summary>
    public static byte[][] Seeds(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];

    /// <summary>The recorded answers of the machines whose folder begins so, the longest too; none where they are not at hand.</summary>
    public static byte[][] Recorded(string machine) =>
        [.. RealFiles.Among("miner_responses", "*").Where(path => Path.GetFileName(Path.GetDirectoryName(path))!.StartsWith(machine, StringComparison.Ordinal) && !path.EndsWith(".md", StringComparison.Ordinal)).Select(File.ReadAllBytes)];

    /// <summary>A few changes each: bytes replaced, pieces put in, parts cut out, doubled or taken from another answer, the end lost.</summary>
    public static Gen<byte[]> Damaged(byte[][] seeds) =>
        Gen.Select(Gen.Int[0, seeds.Length - 1], Gen.Select(Gen.Int[0, 6], Gen.Int[0, 1_000_000], Gen.Int[0, 20_000], Gen.Int[0, 255]).Array[0, 6])
            .Select((which, changes) => changes.Aggregate(seeds[which], (bytes, change) => Changed(bytes, change, seeds)));

    private static byte[] Changed(byte[] bytes, (int Kind, int At, int Other, int Value) change, byte[][] seeds)
    {
        var piece = _pieces[change.Value % _pieces.Length];
        if (bytes.Length == 0)
        {
            return piece;
        }

        var at = change.At % bytes.Length;
        var length = Math.Min(change.Other % 200, bytes.Length - at);
        ReadOnlySpan<byte> before = bytes.AsSpan(0, at), after = bytes.AsSpan(at);
        switch (change.Kind)
        {
            case 0:
                return [.. before, (byte)change.Value, .. after[1..]];
            case 1:
                return [.. before, .. piece, .. after];
            case 2:
                return [.. before, .. after[length..]];
            case 3:
                return [.. before, .. after[..length], .. after];
            case 4:
                var other = seeds[change.Value % seeds.Length];
                var from = change.Other % Math.Max(1, other.Length);
                return [.. before, .. other.AsSpan(from, Math.Min(other.Length - from, 100)), .. after];
            case 5:
                // A number that stands there gives way to one that no machine means.
                return [.. before, .. _numbers[change.Value % _numbers.Length], .. after[Digits(after)..]];
            default:
                return bytes[..at];
        }
    }

    private static string Shown(object? input) => input switch
    {
        byte[] bytes => $"'{Encoding.Latin1.GetString(bytes)}'",
        Array list => $"[{string.Join(", ", list.Cast<object>().Select(Shown))}]",
        ITuple parts => $"({string.Join(", ", Enumerable.Range(0, parts.Length).Select(index => Shown(parts[index])))})",
        _ => $"{input}",
    };

    private static int Digits(ReadOnlySpan<byte> from)
    {
        var end = from.IndexOfAnyExcept(_digits);
        return end < 0 ? from.Length : end;
    }
}
