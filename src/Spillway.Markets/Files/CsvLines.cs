namespace Spillway.Markets.Files;

/// <summary>Walks the lines of a text in memory without copying them.</summary>
internal ref struct CsvLines
{
    private ReadOnlySpan<byte> _rest;

    public CsvLines(ReadOnlySpan<byte> text)
    {
        _rest = text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? text[3..] : text;
    }

    /// <summary>The line read last, without its end.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Its number, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>How many lines are left, blank ones too.</summary>
    public readonly int Left() => _rest.Count((byte)'\n') + (_rest.IsEmpty || _rest[^1] == '\n' ? 0 : 1);

    public bool MoveNext()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        var end = _rest.IndexOf((byte)'\n');
        var line = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? default : _rest[(end + 1)..];
        Current = line.EndsWith("\r"u8) ? line[..^1] : line;
        Number++;
        return true;
    }
}
