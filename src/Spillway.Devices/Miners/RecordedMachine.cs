using System.Collections.Immutable;
using System.IO.Enumeration;
using Spillway.Devices.Miners.Answers;
using Spillway.Engine;

namespace Spillway.Devices.Miners;

/// <summary>The recorded answers of one machine, in a file or in the files of one folder.</summary>
/// <param name="Place">The folder, or the file where there is only one.</param>
/// <param name="Files">The files; none where a folder was named that holds no answers.</param>
public sealed record RecordedMachine(string Place, ImmutableArray<string> Files)
{
    private const string Notes = ".md";

    /// <summary>Finds the machines in files and folders: the files of one folder are one machine; of a folder named, those
    /// ending in <c>.md</c> are notes and no answers. What is not there or cannot be read is refused when it is read.</summary>
    /// <param name="paths">Files and folders, as named by the person.</param>
    /// <returns>The machines, in the order of their first file.</returns>
    public static IReadOnlyList<RecordedMachine> Find(IEnumerable<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        var machines = new List<RecordedMachine>();
        foreach (var folder in paths.SelectMany(Places).GroupBy(found => Path.GetFullPath(found.Folder), StringComparer.Ordinal))
        {
            var files = folder.Select(found => found.File).OfType<string>().Distinct(StringComparer.Ordinal).ToImmutableArray();
            var isNamed = folder.Any(found => found.IsFolderNamed);
            machines.Add(new(files.Length > 1 || isNamed ? folder.First().Folder : files[0], files));
        }

        return machines;
    }

    /// <summary>Reads the answers.</summary>
    /// <returns>Each file's path and bytes.</returns>
    /// <exception cref="RefusedException"><see cref="DeviceErrors.CannotRead"/>, <see cref="DeviceErrors.TooLarge"/> or
    /// <see cref="DeviceErrors.NothingThere"/>.</exception>
    public IEnumerable<(string Name, ReadOnlyMemory<byte> Bytes)> Answers() => Sources().Select(source => (source.Name, source.Bytes()));

    /// <summary>Each file's path and how its bytes are had, which may be refused; a folder without answers is one that is.</summary>
    internal IEnumerable<(string Name, Func<ReadOnlyMemory<byte>> Bytes)> Sources() => Files.IsEmpty
        ? [(Place, () => throw new RefusedException(DeviceErrors.NothingThere, $"'{Place}' holds no answers."))]
        : Files.Select(file => (file, (Func<ReadOnlyMemory<byte>>)(() => Bytes(file))));

    // A folder that cannot be listed stands as if it were a file: it is refused when it is to be read.
    private static IEnumerable<(string Folder, string? File, bool IsFolderNamed)> Places(string path)
    {
        if (!Directory.Exists(path))
        {
            var folder = Path.GetDirectoryName(path);
            return [(string.IsNullOrEmpty(folder) ? "." : folder, path, false)];
        }

        try
        {
            var files = FilesBelow(path)
                .Where(file => !file.EndsWith(Notes, StringComparison.OrdinalIgnoreCase) && !Path.GetFileName(file).StartsWith('.'))
                .Order(StringComparer.Ordinal).ToList();
            return files.Count > 0 ? files.Select(file => (Path.GetDirectoryName(file)!, (string?)file, true)) : [(path, null, true)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return [(path, path, true)];
        }
    }

    // A link to a folder is not followed: it may lead back up, and then there is no end.
    private static FileSystemEnumerable<string> FilesBelow(string path) =>
        new(path, (ref entry) => entry.ToSpecifiedFullPath(), new() { RecurseSubdirectories = true, AttributesToSkip = default, IgnoreInaccessible = false })
        {
            ShouldIncludePredicate = (ref entry) => !entry.IsDirectory,
            ShouldRecursePredicate = (ref entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };

    // One byte beyond the limit is read, so that a stream without end is refused too.
    private static byte[] Bytes(string file)
    {
        try
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var read = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (var count = stream.Read(buffer); count > 0; count = stream.Read(buffer))
            {
                read.Write(buffer, 0, count);
                if (read.Length > AnswerText.MostBytes)
                {
                    throw new RefusedException(DeviceErrors.TooLarge, $"{file}: more than {AnswerText.MostBytes} bytes.");
                }
            }

            return read.ToArray();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new RefusedException(DeviceErrors.CannotRead, $"'{file}': {failure.Message}", failure);
        }
    }
}
