using System.Text;
using Xunit;

namespace Spillway.Tests;

/// <summary>Compares a text with the approved one in the tree. With SPILLWAY_APPROVE=1 the approved file is written
/// instead, to be read by a person before it is committed.</summary>
internal static class Approval
{
    private const int LinesShown = 12;

    /// <summary>Compares.</summary>
    /// <param name="file">The approved file's path from the repository's root, with forward slashes.</param>
    /// <param name="actual">What the program says now.</param>
    public static void Matches(string file, string actual)
    {
        var path = Repository.Path(file.Split('/'));
        var text = actual.ReplaceLineEndings("\n").TrimEnd('\n') + "\n";
        if (Environment.GetEnvironmentVariable("SPILLWAY_APPROVE") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, text, new UTF8Encoding(false));
            return;
        }

        var approved = File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : "";
        if (approved != text)
        {
            Assert.Fail(Differences(file, approved.Split('\n'), text.Split('\n')));
        }
    }

    private static string Differences(string file, string[] approved, string[] actual)
    {
        var message = new StringBuilder($"{file} is not what is approved (- approved, + now):\n");
        var missing = approved.Except(actual, StringComparer.Ordinal).Take(LinesShown);
        var added = actual.Except(approved, StringComparer.Ordinal).Take(LinesShown);
        foreach (var line in missing.Select(line => "- " + line).Concat(added.Select(line => "+ " + line)))
        {
            message.Append(line).Append('\n');
        }

        return message.Append("If the change is meant, run the tests with SPILLWAY_APPROVE=1, read the diff and say why in the changelog.").ToString();
    }
}
