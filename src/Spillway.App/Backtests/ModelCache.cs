using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Spillway.Engine.Forecasts;
using Spillway.Engine.Signals;

namespace Spillway.App.Backtests;

/// <summary>Keeps learned models in the data folder under the SHA-256 of everything they were learned from.</summary>
/// <remarks>Nothing but time depends on it: a model that cannot be read is learned again, one that cannot be written is
/// not kept, and the decisions are the same.</remarks>
/// <param name="dataFolder">The data folder.</param>
public sealed class ModelCache(string dataFolder)
{
    private readonly string _folder = Path.Combine(dataFolder, "models");

    /// <summary>The name under which a model is kept.</summary>
    /// <param name="history">What it is learned from.</param>
    /// <param name="published">What it is learned from beside prices.</param>
    /// <param name="points">The points it is learned from.</param>
    /// <param name="zone">The time zone its calendar is in.</param>
    /// <param name="settings">How it is learned.</param>
    /// <returns>64 hexadecimal digits.</returns>
    public static string Key(
        PriceHistory history, ImmutableArray<Publication> published, ImmutableArray<int> points, string zone, AdvantageSettings settings)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentNullException.ThrowIfNull(settings);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"advantage-4|{zone}|{string.Join(',', points)}|{string.Join(',', settings.Values)}|{string.Join(',', settings.Members)}|{settings with { Values = [], Members = [] }}|{string.Join(',', history.Points)}\n");
        hash.AppendData(Encoding.UTF8.GetBytes(head));
        Span<byte> number = stackalloc byte[8];
        for (var index = 0; index < history.Count; index++)
        {
            System.Buffers.Binary.BinaryPrimitives.WriteInt64LittleEndian(number, history.Start(index).ToUnixTimeSeconds());
            hash.AppendData(number);
            foreach (var peer in history.Peers(index))
            {
                System.Buffers.Binary.BinaryPrimitives.WriteDoubleLittleEndian(number, peer);
                hash.AppendData(number);
            }
        }

        foreach (var one in published)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(
                CultureInfo.InvariantCulture, $"{one.Kind}|{one.Point}|{one.Start.ToUnixTimeSeconds()}|{one.KnownAt.ToUnixTimeSeconds()}|{one.Value:R}\n")));
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    /// <summary>The model kept under a name.</summary>
    /// <param name="key">The name.</param>
    /// <returns>The model; null where there is none that can be read.</returns>
    public BoostedTrees? Find(string key)
    {
        try
        {
            return BoostedTrees.FromBytes(File.ReadAllBytes(PathOf(key)));
        }
        catch (Exception miss) when (miss is IOException or UnauthorizedAccessException or FormatException)
        {
            // Not kept, not readable or cut short: it is learned again, which gives the same model.
            return null;
        }
    }

    /// <summary>Keeps a model.</summary>
    /// <param name="key">Its name.</param>
    /// <param name="model">The model.</param>
    /// <returns>Whether it could be kept.</returns>
    public bool Keep(string key, BoostedTrees model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var beside = PathOf(key) + string.Create(CultureInfo.InvariantCulture, $".{Environment.ProcessId}-{Environment.CurrentManagedThreadId}.partial");
        try
        {
            Directory.CreateDirectory(_folder);
            File.WriteAllBytes(beside, model.ToBytes());
            File.Move(beside, PathOf(key), overwrite: true);
            return true;
        }
        catch (Exception failure) when (IsDisk(failure))
        {
            // A full or read-only data folder costs the next run some seconds and nothing else.
            Remove(beside);
            return false;
        }
    }

    private static void Remove(string beside)
    {
        try
        {
            File.Delete(beside);
        }
        catch (Exception failure) when (IsDisk(failure))
        {
            // Where nothing can be written there is nothing to remove.
        }
    }

    // A file beyond the size limit of the process is reported by the runtime as an argument that is out of range.
    private static bool IsDisk(Exception failure) =>
        failure is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException { ParamName: "value" };

    /// <summary>How much is kept.</summary>
    /// <returns>Models and their bytes; zero of both where the folder is not there or cannot be read.</returns>
    public (int Models, long Bytes) Size()
    {
        try
        {
            var files = Directory.Exists(_folder) ? new DirectoryInfo(_folder).GetFiles("*.model") : [];
            return (files.Length, files.Sum(file => file.Length));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // What cannot be read is not used either.
            return (0, 0);
        }
    }

    private string PathOf(string key) => Path.Combine(_folder, key + ".model");
}
