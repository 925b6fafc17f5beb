using System.Text;

namespace Spillway.App.Cli;

/// <summary>Drops the spaces at the ends of lines, with which tables fill themselves up to their width.</summary>
internal sealed class TrimmedLines(TextWriter inner) : TextWriter
{
    private int _spaces;

    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value)
    {
        if (value == ' ')
        {
            _spaces++;
            return;
        }

        if (value is not ('\r' or '\n'))
        {
            inner.Write(new string(' ', _spaces));
        }

        _spaces = 0;
        inner.Write(value);
    }

    public override void Flush() => inner.Flush();
}
