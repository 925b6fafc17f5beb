using Xunit;

namespace Spillway.Tests;

/// <summary>Real market files outside the project, found through SPILLWAY_DATA; a test that needs one says so and is
/// skipped where it is not there.</summary>
internal static class RealFiles
{
    private static readonly string _folder = Folder();

    public static string Find(params string[] parts)
    {
        var path = Path.Combine([_folder, .. parts]);
        Assert.SkipUnless(
            File.Exists(path) || Directory.Exists(path),
            $"{string.Join('/', parts)} is not at hand: set SPILLWAY_DATA to the folder of real market files.");
        return path;
    }

    /// <summary>The files under a folder, for a test that also has examples of its own; none where the data is not at hand.</summary>
    public static IEnumerable<string> Among(string folder, string pattern)
    {
        var path = Path.Combine(_folder, folder);
        return Directory.Exists(path) ? Directory.GetFiles(path, pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal) : [];
    }

    private static string Folder()
    {
        if (Environment.GetEnvironmentVariable("SPILLWAY_DATA") is { Length: > 0 } named)
        {
            return named;
        }

        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Spillway.slnx")))
        {
            root = root.Parent;
        }

        return Path.Combine(root?.Parent?.FullName ?? "", "shared", "data");
    }
}
