using System.Text;
using Spillway.App.Backtests;
using Spillway.Engine;

namespace Spillway.App.Cli;

/// <summary>Writes a result beside its name and renames it, so that no half-written file is left behind.</summary>
internal static class ResultFile
{
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a result to a file, or to the output where the name is <c>-</c>.</summary>
    public static void Write(Terminal terminal, string name, Action<TextWriter> write)
    {
        if (name == "-")
        {
            write(terminal.Output);
            terminal.Output.Flush();
            return;
        }

        var beside = name + ".partial";
        try
        {
            using (var writer = new StreamWriter(beside, append: false, _utf8) { NewLine = "\n" })
            {
                write(writer);
            }

            File.Move(beside, name, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(BacktestErrors.CannotWrite, $"{name}: {failure.Message}", failure);
        }
        finally
        {
            Remove(beside);
        }
    }

    private static void Remove(string beside)
    {
        try
        {
            File.Delete(beside);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            // The failure that stopped the writing is the one to tell: where there is no folder there is nothing to remove.
        }
    }
}
