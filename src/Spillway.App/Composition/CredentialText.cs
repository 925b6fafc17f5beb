using System.Collections.Immutable;
using System.Globalization;
using Spillway.Devices;
using Spillway.Engine;

namespace Spillway.App.Composition;

/// <summary>Reads what opens a device, from a file or the environment; it is never written anywhere.</summary>
internal static class CredentialText
{
    private const string FromEnvironment = "env:";
    private const int MostBytes = 4096;

    /// <summary>Reads a credential.</summary>
    /// <param name="where"><c>env:NAME</c>, or a file's path.</param>
    /// <returns>The credential; the user is empty where only a password is given.</returns>
    /// <exception cref="RefusedException"><see cref="DeskErrors.Credential"/>; the message names the place and never the text.</exception>
    public static Credential Read(string where)
    {
        var line = Text(where)?.ReplaceLineEndings("\n").Split('\n')[0].Trim();
        if (string.IsNullOrEmpty(line))
        {
            throw new RefusedException(DeskErrors.Credential, $"'{where}' is empty or not there.");
        }

        return Parsed(line);
    }

    /// <summary>Reads what opens machines by their family: lines of a family, a blank, and its <c>user:password</c> or password.</summary>
    /// <param name="where"><c>env:NAME</c>, or a file's path; blank lines and those that begin with <c>#</c> do not count.</param>
    /// <param name="families">The families that can be opened.</param>
    /// <returns>The credentials by family.</returns>
    /// <exception cref="RefusedException"><see cref="DeskErrors.Credential"/>; the message names place and line and never the text.</exception>
    public static ImmutableDictionary<string, Credential> ReadByFamily(string where, IReadOnlyCollection<string> families)
    {
        var found = ImmutableDictionary.CreateBuilder<string, Credential>(StringComparer.Ordinal);
        var lines = (Text(where) ?? "").ReplaceLineEndings("\n").Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            var line = lines[index].Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var words = line.Split((char[]?)null, 2, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (words.Length < 2 || !families.Contains(words[0]) || !found.TryAdd(words[0], Parsed(words[1])))
            {
                throw new RefusedException(DeskErrors.Credential, string.Create(
                    CultureInfo.InvariantCulture, $"'{where}', line {index + 1}: a line is a family ({string.Join(", ", families)}), a blank and its user:password or password, each family once."));
            }
        }

        return found.Count > 0 ? found.ToImmutable() : throw new RefusedException(DeskErrors.Credential, $"'{where}' is empty or not there.");
    }

    private static Credential Parsed(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? new("", line) : new(line[..colon], line[(colon + 1)..]);
    }

    private static string? Text(string where) => where.StartsWith(FromEnvironment, StringComparison.Ordinal)
        ? Environment.GetEnvironmentVariable(where[FromEnvironment.Length..])
        : File(where);

    private static string? File(string path)
    {
        try
        {
            var file = new FileInfo(path);
            return !file.Exists || file.Length > MostBytes ? null : System.IO.File.ReadAllText(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(DeskErrors.Credential, $"'{path}': {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }
}
