using System.IO.Compression;
using System.Text;
using Spillway.App.Backtests;
using Spillway.Engine;

namespace Spillway.App.Cli;

/// <summary>Writes a result beside its name and renames it, so that no half-written file is left behind.</summary>
internal static class ResultFile
{
    /// <summary>The name that means standard output.</summary>
    public const string Output = "-";

    private const string Partial = ".partial";
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a result to a file, gzipped where its name ends in <c>.gz</c>, or to the output where the name is
    /// <c>-</c>.</summary>
    public static void Write(Terminal terminal, string name, Action<TextWriter> write)
    {
        if (name == Output)
        {
            write(terminal.Output);
            terminal.Output.Flush();
            return;
        }

        Write(name, write);
    }

    /// <summary>Writes a file, gzipped where its name ends in <c>.gz</c>; it is there whole or not at all.</summary>
    public static void Write(string name, Action<TextWriter> write)
    {
        try
        {
            using (var writer = Open(name))
            {
                write(writer);
            }

            if (!IsDevice(name))
            {
                File.Move(name + Partial, name, overwrite: true);
            }
        }
        catch (Exception failure) when (IsWeather(failure))
        {
            throw Refused(name, failure);
        }
        finally
        {
            Remove(name + Partial);
        }
    }

    /// <summary>Writes a file of bytes as it is; it is there whole or not at all.</summary>
    public static async Task WriteBytesAsync(string name, Func<Stream, Task> write)
    {
        try
        {
            var place = IsDevice(name) ? name : name + Partial;
            var file = new FileStream(place, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
            await using (file.ConfigureAwait(false))
            {
                await write(file).ConfigureAwait(false);
            }

            if (!IsDevice(name))
            {
                File.Move(name + Partial, name, overwrite: true);
            }
        }
        catch (Exception failure) when (IsWeather(failure))
        {
            throw Refused(name, failure);
        }
        finally
        {
            Remove(name + Partial);
        }
    }

    /// <summary>Makes sure that a result can be written, without touching what may stand there.</summary>
    /// <exception cref="RefusedException">It cannot.</exception>
    public static void Check(string name)
    {
        if (name == Output)
        {
            return;
        }

        try
        {
            if (name.Length == 0 || Directory.Exists(name))
            {
                throw new IOException(name.Length == 0 ? "it has no name." : "it is a folder.");
            }

            Open(name).Dispose();
        }
        catch (Exception failure) when (IsWeather(failure))
        {
            throw Refused(name, failure);
        }
        finally
        {
            Remove(name + Partial);
        }
    }

    private static StreamWriter Open(string name)
    {
        var place = IsDevice(name) ? name : name + Partial;
        Stream file = new FileStream(place, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
        var stream = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionLevel.Optimal) : file;
        return new(stream, _utf8, 1 << 16) { NewLine = "\n" };
    }

    // What stands under /dev is written to and never replaced.
    private static bool IsDevice(string name) => Path.GetFullPath(name).StartsWith("/dev/", StringComparison.Ordinal);

    // A file beyond the size limit of the process is reported by the runtime as an argument that is out of range.
    private static bool IsWeather(Exception failure) =>
        failure is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException { ParamName: "value" };

    private static RefusedException Refused(string name, Exception failure) =>
        new(BacktestErrors.CannotWrite, $"'{name}': {failure.Message}", failure);

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception failure) when (IsWeather(failure))
        {
            // The failure that stopped the writing is the one to tell; this file is not the one that was asked for.
        }
    }
}
