using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NodaTime.Text;
using Spillway.Engine.Plans;

namespace Spillway.Engine.Commands;

/// <summary>SHA-256 over what was decided: the same on every run and every machine.</summary>
/// <remarks>One line a group and interval: instant, group, mode, machines, reason code, parted by <c>|</c> and ended by
/// a line feed, in UTF-8. Texts, prices and forecasts stay outside, so that they may be improved without changing it.</remarks>
public sealed class DecisionHash : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly StringBuilder _line = new();

    /// <summary>Adds one interval's decision.</summary>
    /// <param name="decision">What was decided.</param>
    public void Add(Decision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        var at = InstantPattern.General.Format(decision.Slot.Start);
        _line.Clear();
        foreach (var command in decision.Commands)
        {
            _line.Append(at).Append('|').Append(command.Group.Text).Append('|').Append(command.ModeName).Append('|')
                .Append(command.Machines.ToString(CultureInfo.InvariantCulture)).Append('|')
                .Append(ReasonCodes.Text(command.Reason.Code)).Append('\n');
        }

        _hash.AppendData(Encoding.UTF8.GetBytes(_line.ToString()));
    }

    /// <summary>The hash of everything added so far.</summary>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public string Current() => Convert.ToHexStringLower(_hash.GetCurrentHash());

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();
}
