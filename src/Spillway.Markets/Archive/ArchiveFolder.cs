using System.Text.Json;
using NodaTime;
using Spillway.Engine;

namespace Spillway.Markets.Archive;

/// <summary>The folder of the archive: its lock, its manifest, and what an import that was killed left behind.</summary>
internal sealed class ArchiveFolder
{
    private const string ManifestName = "manifest.json";
    private const string LockName = "import.lock";
    private const string FormerName = "former";
    private const int NoSpaceLeft = 28;
    private const int FileTooLarge = 27;
    private const int QuotaExceeded = 122;
    private readonly string _dataFolder;

    public ArchiveFolder(string dataFolder)
    {
        _dataFolder = dataFolder;
        Root = Path.Combine(dataFolder, "prices");
    }

    public string Root { get; }

    private string ManifestPath => Path.Combine(Root, ManifestName);

    /// <summary>Holds the archive for one import; the operating system lets go of it when the process ends, however it does.</summary>
    public FileStream Lock()
    {
        Guarded(() => Directory.CreateDirectory(Root));
        try
        {
            return new FileStream(
                Path.Combine(Root, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException cause) when (cause.GetType() == typeof(IOException) && !IsFull(cause) && File.Exists(Path.Combine(Root, LockName)))
        {
            throw new RefusedException(ArchiveErrors.Locked, $"Another import holds the price archive in '{_dataFolder}'.", cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw Refusal(cause);
        }
    }

    public Manifest Read()
    {
        try
        {
            return File.Exists(ManifestPath) ? ManifestText.Parse(File.ReadAllBytes(ManifestPath)) : Missing();
        }
        catch (Exception cause) when (cause is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw new RefusedException(
                ArchiveErrors.Damaged, $"The file '{ManifestPath}' is not a manifest of prices: {cause.Message}", cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw Refusal(cause);
        }
    }

    /// <summary>The former states that are kept and can be read, newest first.</summary>
    /// <param name="standing">The manifest that stands.</param>
    public IReadOnlyList<Manifest> Former(Manifest standing)
    {
        var former = new List<Manifest>();
        Guarded(() =>
        {
            foreach (var file in FormerFiles())
            {
                if (TryParse(file) is { } manifest && manifest.Generation < standing.Generation)
                {
                    former.Add(manifest);
                }
            }
        });
        return [.. former.OrderByDescending(static one => one.Generation).Take(ArchiveVersion.MostFormer)];
    }

    /// <summary>When the last commit was; null before the first.</summary>
    public Instant? ChangedAt()
    {
        var file = new FileInfo(ManifestPath);
        return file.Exists ? Instant.FromDateTimeUtc(file.LastWriteTimeUtc) : null;
    }

    /// <summary>The commit: after the rename the import has happened, before it nothing has. What stood is kept among the former states first.</summary>
    /// <param name="before">What stands.</param>
    /// <param name="manifest">What is to stand.</param>
    public void Commit(Manifest before, Manifest manifest)
    {
        var beside = ManifestPath + ".new";
        Guarded(() =>
        {
            if (before.Generation > 0)
            {
                Directory.CreateDirectory(Path.Combine(Root, FormerName));
                Write(Path.Combine(Root, FormerName, FormattableString.Invariant($"{before.Generation:000000}.json")), before);
            }

            Write(beside, manifest);
            File.Move(beside, ManifestPath, overwrite: true);
        });
    }

    /// <summary>Removes every file that neither the manifest nor a former state that is kept names; only whoever holds the lock may call it.</summary>
    public void Clean(Manifest manifest)
    {
        var former = Former(manifest);
        var named = former.Append(manifest).SelectMany(static one => one.Files()).Select(file => Path.Combine(Root, file)).ToHashSet(StringComparer.Ordinal);
        var kept = former.Select(static one => one.Generation).ToHashSet();
        Guarded(() =>
        {
            foreach (var file in FormerFiles())
            {
                if (TryParse(file) is not { } old || !kept.Contains(old.Generation))
                {
                    File.Delete(file);
                }
            }

            foreach (var file in Directory.EnumerateFiles(Root, "*.parquet", SearchOption.AllDirectories))
            {
                if (!named.Contains(file))
                {
                    File.Delete(file);
                }
            }

            File.Delete(ManifestPath + ".new");
        });
    }

    /// <summary>Cleans where that is possible; what stays is removed by the next import.</summary>
    public void TryClean(Manifest manifest)
    {
        try
        {
            Clean(manifest);
        }
        catch (RefusedException)
        {
            // Either the import is done, or a failure that says what is wrong is already on its way.
        }
    }

    /// <summary>Runs what touches the disk and turns its failures into refusals that name the folder.</summary>
    public void Guarded(Action act)
    {
        try
        {
            act();
        }
        catch (Exception cause) when (IsDisk(cause))
        {
            throw Refusal(cause);
        }
    }

    /// <summary>Whether a failure came from the disk. A file beyond the size limit of the process is reported by the
    /// runtime as an argument that is out of range.</summary>
    public static bool IsDisk(Exception cause) =>
        cause is IOException or UnauthorizedAccessException || IsFull(cause);

    public RefusedException Refusal(Exception cause) => IsFull(cause)
        ? new(ArchiveErrors.FolderFull, $"There is no space left in the data folder '{_dataFolder}': {cause.Message}", cause)
        : new(ArchiveErrors.FolderUnusable, $"The data folder '{_dataFolder}' cannot be used: {cause.Message}", cause);

    private static void Write(string path, Manifest manifest)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None);
        stream.Write(ManifestText.Of(manifest));
        stream.Flush(flushToDisk: true);
    }

    private string[] FormerFiles()
    {
        var folder = Path.Combine(Root, FormerName);
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*.json") : [];
    }

    // A former state that was half written, or goes while it is read, is none that could be put back.
    private static Manifest? TryParse(string file)
    {
        try
        {
            return ManifestText.Parse(File.ReadAllBytes(file));
        }
        catch (Exception cause) when (cause is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or FileNotFoundException)
        {
            return null;
        }
    }

    private static bool IsFull(Exception cause) =>
        cause is IOException { HResult: NoSpaceLeft or FileTooLarge or QuotaExceeded }
            || cause is ArgumentOutOfRangeException { ParamName: "value" };

    private Manifest Missing()
    {
        if (File.Exists(_dataFolder) || File.Exists(Root))
        {
            throw new RefusedException(ArchiveErrors.FolderUnusable, $"The data folder '{_dataFolder}' is a file, not a folder.");
        }

        return Manifest.Empty;
    }
}
