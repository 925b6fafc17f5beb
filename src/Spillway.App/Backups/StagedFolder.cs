namespace Spillway.App.Backups;

/// <summary>A folder, and a file beside it, in which something is put together before it gets its name; gone afterwards.</summary>
internal sealed class StagedFolder : IDisposable
{
    public StagedFolder(string path)
    {
        Path = path;
        Dispose();
        Directory.CreateDirectory(path);
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>The file.</summary>
    public string File => Path + ".tar.gz";

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }

        if (System.IO.File.Exists(File))
        {
            System.IO.File.Delete(File);
        }
    }
}
