using System.Text.RegularExpressions;

namespace Spillway.ArchitectureTests.Rules;

/// <summary>The one exception between adapters: the emulators may use the wire messages of Devices, and nothing else of it.</summary>
internal static partial class WireOnly
{
    public static IEnumerable<string> Faults(IEnumerable<SourceText> files, IReadOnlyCollection<string> foldersOfDevices) =>
        from file in files
        from Match found in Used().Matches(file.Text)
        let isWhole = found.Value.StartsWith("Spillway", StringComparison.Ordinal)
        let next = found.Groups[1].Value
        where next != "Wire" && (isWhole || foldersOfDevices.Contains(next))
        select $"{file.Path} uses {found.Value}";

    // A name may be written from its beginning, or from the namespace that both share.
    [GeneratedRegex(@"(?<![\w.])(?:Spillway\.)?Devices\b(?:\.(\w+))?")]
    private static partial Regex Used();
}
