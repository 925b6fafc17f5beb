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
        var text = where.StartsWith(FromEnvironment, StringComparison.Ordinal)
            ? Environment.GetEnvironmentVariable(where[FromEnvironment.Length..])
            : File(where);
        var line = text?.ReplaceLineEndings("\n").Split('\n')[0].Trim();
        if (string.IsNullOrEmpty(line))
        {
            throw new RefusedException(DeskErrors.Credential, $"'{where}' is empty or not there.");
        }

        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? new("", line) : new(line[..colon], line[(colon + 1)..]);
    }

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
