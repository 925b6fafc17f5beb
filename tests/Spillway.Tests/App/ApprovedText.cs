using Shouldly;

namespace Spillway.Tests.App;

/// <summary>Compares a text with the approved one in the tree; with SPILLWAY_APPROVE=1 the approved one is written anew,
/// to be read and committed.</summary>
internal static class ApprovedText
{
    public static string Root { get; } = FindRoot();

    /// <summary>Compares with a file named from the repository root.</summary>
    public static void Check(string file, string text)
    {
        var path = Path.Combine(Root, file);
        if (Environment.GetEnvironmentVariable("SPILLWAY_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text);
        }

        File.Exists(path).ShouldBeTrue($"{file} is not there: run the tests with SPILLWAY_APPROVE=1 and read what they write.");
        var (approved, now) = (File.ReadAllText(path).Split('\n'), text.Split('\n'));
        var line = approved.Zip(now).TakeWhile(pair => pair.First == pair.Second).Count();

        // Only the first line that differs is told: a long text compared letter by letter hides what has changed.
        (line == approved.Length && line == now.Length).ShouldBeTrue(
            $"{file}, line {line + 1}, says\n  {Line(approved, line)}\nand the code says\n  {Line(now, line)}\nRun the tests with SPILLWAY_APPROVE=1 and read the difference.");
    }

    private static string Line(string[] lines, int index) => index < lines.Length ? lines[index] : "nothing more";

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Spillway.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("No folder above the tests holds Spillway.slnx.");
    }
}
