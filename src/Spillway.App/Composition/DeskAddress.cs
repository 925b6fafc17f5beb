using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;

namespace Spillway.App.Composition;

/// <summary>Where a running desk listens, for whoever uses the same data folder.</summary>
/// <param name="Port">The port on 127.0.0.1.</param>
/// <param name="Process">The number of the process.</param>
/// <param name="Site">The site's short name.</param>
public sealed record DeskAddress(int Port, int Process, string Site)
{
    /// <summary>The file's name in the data folder.</summary>
    public const string FileName = "desk.json";

    /// <summary>Writes the file; a whole new one takes the place of the old.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="now">When the desk began.</param>
    public void Write(string dataFolder, Instant now)
    {
        var path = Path.Combine(dataFolder, FileName);
        var json = new JsonObject
        {
            ["port"] = Port,
            ["process"] = Process,
            ["site"] = Site,
            ["started_utc"] = now.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        };
        var half = path + ".new";
        File.WriteAllText(half, json.ToJsonString() + "\n");
        File.Move(half, path, overwrite: true);
    }

    /// <summary>Removes the file when the desk ends.</summary>
    /// <param name="dataFolder">The data folder.</param>
    public static void Remove(string dataFolder) => File.Delete(Path.Combine(dataFolder, FileName));

    /// <summary>Reads the file.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <returns>Where the desk listens; null where there is no such file or it says nothing. A desk that was killed leaves its file
    /// behind, so somebody has to be asked at the port.</returns>
    public static DeskAddress? Find(string dataFolder)
    {
        try
        {
            var json = JsonNode.Parse(File.ReadAllText(Path.Combine(dataFolder, FileName)));
            return new((int)json!["port"]!, (int)json["process"]!, (string)json["site"]!);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or NullReferenceException or FormatException)
        {
            return null;
        }
    }
}
