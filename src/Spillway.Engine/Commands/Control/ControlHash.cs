namespace Spillway.Engine.Commands.Control;

/// <summary>SHA-256 over what the control passes decided: the same whenever the same frames are decided again.</summary>
/// <remarks>Everything of a turn that changes something outside: commands with their machine, action, mode and number; the
/// ends of commands and orders; answers; alarms; what is wanted of each group.</remarks>
public sealed class ControlHash : IDisposable
{
    private readonly FactHash _hash = new();

    /// <summary>Adds one pass.</summary>
    /// <param name="turn">What it decided.</param>
    public void Add(ControlTurn turn)
    {
        ArgumentNullException.ThrowIfNull(turn);
        _hash.Add(turn.At);
        _hash.AddAll(turn.Machines);
        _hash.AddAll(turn.Feeds);
        _hash.AddAll(turn.Unanswered);
        _hash.AddAll(turn.Answers);
        _hash.AddAll(turn.Endings);
        _hash.AddAll(turn.Wanted);
        _hash.Add(turn.Bounds.ToString());
        _hash.Add(turn.Expected.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
        _hash.Add(turn.FeedsWatchdogs ? 1 : 0);
        foreach (var alarm in turn.Alarms)
        {
            _hash.Add($"{alarm.Code}|{alarm.Subject}|{alarm.IsRaised}|{alarm.Measured}|{alarm.Expected}|{string.Join(',', alarm.Machines)}{alarm.Beyond}");
        }
    }

    /// <summary>The hash of every pass so far.</summary>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public string Current() => _hash.Current();

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();
}
