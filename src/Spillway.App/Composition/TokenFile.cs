using System.Security.Cryptography;
using Spillway.Engine;

namespace Spillway.App.Composition;

/// <summary>What opens the desk's API: a secret in a file that only its owner reads.</summary>
public static class TokenFile
{
    /// <summary>The file's name in the data folder.</summary>
    public const string FileName = "token";

    private const int Bytes = 32;
    private const int LeastLetters = 32;
    private const int MostLetters = 1024;
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads the token, and makes one where there is none.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <returns>The token.</returns>
    /// <exception cref="RefusedException"><see cref="DeskErrors.Token"/>: others may read it, or it cannot be used.</exception>
    public static string ReadOrMake(string dataFolder)
    {
        var path = Path.Combine(dataFolder, FileName);
        return Guarded(path, () =>
        {
            Directory.CreateDirectory(dataFolder);
            if (!File.Exists(path))
            {
                Make(path);
            }

            return Read(path);
        });
    }

    /// <summary>Reads the token of a desk that is there.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <returns>The token; null where there is no file.</returns>
    /// <exception cref="RefusedException"><see cref="DeskErrors.Token"/>.</exception>
    public static string? Find(string dataFolder)
    {
        var path = Path.Combine(dataFolder, FileName);
        return Guarded(path, () => File.Exists(path) ? Read(path) : null);
    }

    private static void Make(string path)
    {
        // Created closed: there is no instant at which others could read it.
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Owner;
        }

        using var stream = new FileStream(path, options);
        using var writer = new StreamWriter(stream);
        writer.Write(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes)) + "\n");
    }

    private static string Read(string path)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~Owner) != 0)
        {
            throw new RefusedException(DeskErrors.Token, $"{path} has the rights {File.GetUnixFileMode(path)}: more than its owner may use it.");
        }

        var text = new FileInfo(path).Length <= MostLetters ? File.ReadAllText(path).Trim() : "";
        return text.Length >= LeastLetters && text.All(char.IsAsciiLetterOrDigit)
            ? text
            : throw new RefusedException(DeskErrors.Token, $"{path} holds no token: {LeastLetters} or more letters and digits.");
    }

    private static T Guarded<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException(DeskErrors.Token, $"{path}: {failure.Message.ReplaceLineEndings(" ")}", failure);
        }
    }
}
