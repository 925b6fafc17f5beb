using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using NodaTime.Text;
using Spillway.Engine.Plans;

namespace Spillway.Engine.Commands;

/// <summary>SHA-256 over what was decided: the same on every run and every machine.</summary>
/// <remarks>One line a group and interval: instant, group, mode, machines, reason code, parted by <c>|</c> and ended by
/// a line feed, in UTF-8, such as <c>2023-01-01T06:00:00Z|hall-a|normal|12000|price-below-value</c>. Texts, prices and
/// forecasts stay outside, so that they may be improved without changing it.</remarks>
public sealed class DecisionHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly ArrayBufferWriter<byte> _lines = new();

    /// <summary>Adds one interval's decision.</summary>
    /// <param name="decision">What was decided.</param>
    public void Add(Decision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        _lines.ResetWrittenCount();
        var at = InstantPattern.General.Format(decision.Slot.Start);
        foreach (var command in decision.Commands)
        {
            Text(at, '|');
            Text(command.Group.Text, '|');
            Text(command.ModeName, '|');
            Number(command.Machines, '|');
            Text(ReasonCodes.Text(command.Reason.Code), '\n');
        }

        _hash.AppendData(_lines.WrittenSpan);
    }

    /// <summary>The hash of everything added so far.</summary>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public string Current() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    private void Text(string text, char end)
    {
        Encoding.UTF8.GetBytes(text, _lines);
        End(end);
    }

    private void Number(int number, char end)
    {
        const int MostDigits = 11;
        var isWritten = Utf8Formatter.TryFormat(number, _lines.GetSpan(MostDigits), out var length);
        Invariant.Holds(isWritten);
        _lines.Advance(length);
        End(end);
    }

    private void End(char end)
    {
        _lines.GetSpan(1)[0] = (byte)end;
        _lines.Advance(1);
    }
}
