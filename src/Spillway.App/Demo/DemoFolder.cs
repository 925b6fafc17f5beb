using Spillway.Engine;

namespace Spillway.App.Demo;

/// <summary>Where a demonstration keeps its site file, prices, journal and evidence. Demonstrations side by side have a folder each; an
/// old one is emptied by the next.</summary>
public sealed class DemoFolder : IDisposable
{
    private const int Most = 9;
    private const string LockName = "in-use";

    private readonly FileStream _lock;
    private readonly bool _isTemporary;

    private DemoFolder(string path, FileStream held, bool isTemporary)
    {
        Path = path;
        _lock = held;
        _isTemporary = isTemporary;
    }

    /// <summary>The folder; also the data folder of the desk in it.</summary>
    public string Path { get; }

    /// <summary>Whether it stands among temporary files, because the data folder cannot be written.</summary>
    public bool IsTemporary => _isTemporary;

    /// <summary>Takes an empty folder.</summary>
    /// <param name="parent">The folder for demonstrations.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="RefusedException"><see cref="DemoErrors.NoFolder"/>.</exception>
    public static DemoFolder Take(string parent)
    {
        try
        {
            return Among(parent, isTemporary: false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            try
            {
                return Among(Directory.CreateTempSubdirectory("spillway-demo-").FullName, isTemporary: true);
            }
            catch (Exception second) when (second is IOException or UnauthorizedAccessException)
            {
                throw new RefusedException(DemoErrors.NoFolder, $"'{parent}': {failure.Message} Among temporary files: {second.Message}", second);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    private static DemoFolder Among(string parent, bool isTemporary)
    {
        for (var number = 1; ; number++)
        {
            var path = System.IO.Path.Combine(parent, FormattableString.Invariant($"{number}"));
            Directory.CreateDirectory(path);
            try
            {
                // Nobody else has it open: it is free.
                var held = new FileStream(System.IO.Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                Empty(path);
                return new(path, held, isTemporary);
            }
            catch (IOException) when (number < Most && File.Exists(System.IO.Path.Combine(path, LockName)))
            {
                // The next one.
            }
        }
    }

    private static void Empty(string path)
    {
        foreach (var folder in Directory.GetDirectories(path))
        {
            Directory.Delete(folder, recursive: true);
        }

        foreach (var file in Directory.GetFiles(path).Where(file => System.IO.Path.GetFileName(file) != LockName))
        {
            File.Delete(file);
        }
    }
}
