using System.Collections.Immutable;

namespace Spillway.ArchitectureTests;

/// <summary>The repository as text: what the rules read.</summary>
internal static class SourceTree
{
    private static readonly string[] _built = ["bin", "obj", "TestResults", "artifacts"];

    public static string Root { get; } = FindRoot();

    /// <summary>The C# files under a folder, without what a build made.</summary>
    public static ImmutableArray<SourceText> CSharp(string folder) => [.. Files(folder, "*.cs").Select(Read)];

    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(file => !Relative(file).Split('/').Any(part => _built.Contains(part)))
            .Order(StringComparer.Ordinal);

    public static SourceText Read(string file) => new(Relative(file), File.ReadAllText(file));

    private static string Relative(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Spillway.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }
}
