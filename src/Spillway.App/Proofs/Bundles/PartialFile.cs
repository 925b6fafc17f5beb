namespace Spillway.App.Proofs.Bundles;

/// <summary>A file that is written beside its name and is there whole or not at all.</summary>
internal sealed class PartialFile : IDisposable
{
    private readonly string _path;
    private readonly string _partial;

    public PartialFile(string path)
    {
        _path = path;
        _partial = path + ".partial";
        Stream = new FileStream(_partial, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16);
    }

    public Stream Stream { get; }

    /// <summary>Puts what was written in its place.</summary>
    public void Keep()
    {
        Stream.Dispose();
        File.Move(_partial, _path, overwrite: true);
    }

    public void Dispose()
    {
        Stream.Dispose();
        File.Delete(_partial);
    }
}
