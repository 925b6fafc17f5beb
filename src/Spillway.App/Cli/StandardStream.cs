using System.Text;
using Spillway.Engine;

namespace Spillway.App.Cli;

/// <summary>Standard output, whose failure is told as one: a full disk behind it is no fault of the program.</summary>
/// <remarks>A pipe whose reader has gone is none either; the runtime drops what is written to it.</remarks>
internal sealed class StandardStream(TextWriter inner) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    public override void Write(char value) => Guarded(() => inner.Write(value));

    public override void Write(char[] buffer, int index, int count) => Guarded(() => inner.Write(buffer, index, count));

    public override void Write(string? value) => Guarded(() => inner.Write(value));

    public override void WriteLine(string? value) => Guarded(() => inner.WriteLine(value));

    public override void Flush() => Guarded(inner.Flush);

    private static void Guarded(Action write)
    {
        try
        {
            write();
        }
        catch (IOException failure)
        {
            throw new RefusedException(CliErrors.OutputUnwritable, $"Standard output cannot be written: {failure.Message}", failure);
        }
    }
}
