using System.Globalization;
using Spillway.App.Records;
using Spillway.Journal;

namespace Spillway.App.Composition;

/// <summary>Where the last checkpoint stands in the journal, in a small file beside it. It is a hint: what it names is looked at, and
/// without it the journal is read from its beginning.</summary>
/// <param name="dataFolder">The data folder.</param>
internal sealed class CheckpointPointer(string dataFolder)
{
    private const string FileName = "checkpoint";

    private readonly string _path = Path.Combine(dataFolder, FileName);

    /// <summary>Where checkpoints, and the other large things that records refer to, are kept.</summary>
    public PartStore Parts { get; } = new(dataFolder);

    /// <summary>The record's number; null where nobody noted one.</summary>
    public long? Read()
    {
        try
        {
            return long.TryParse(File.ReadAllText(_path), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>How a desk's journal is kept: its months from the last checkpoint on stay, so that a desk which was off for longer than it
    /// keeps months still finds the orders and tags that hold.</summary>
    /// <param name="months">How many whole months stay beside the one that runs; null for all.</param>
    public JournalSettings Kept(int? months) => new() { KeepMonths = months, NeededFrom = () => Read() ?? 1 };

    /// <summary>Notes a checkpoint; where that fails the next start only takes longer.</summary>
    /// <param name="number">The record's number.</param>
    public void Write(long number)
    {
        try
        {
            File.WriteAllText(_path + ".new", number.ToString(CultureInfo.InvariantCulture));
            File.Move(_path + ".new", _path, overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // A hint only.
        }
    }
}
