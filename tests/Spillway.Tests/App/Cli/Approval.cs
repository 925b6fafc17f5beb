using System.Runtime.CompilerServices;
using Shouldly;

namespace Spillway.Tests.App.Cli;

/// <summary>Holds a text against the approved file beside the test; SPILLWAY_APPROVE=1 writes that file anew.</summary>
internal static class Approval
{
    public static void Matches(string actual, string name, [CallerFilePath] string test = "")
    {
        var approved = Path.Combine(Path.GetDirectoryName(test)!, $"{Path.GetFileNameWithoutExtension(test)}.{name}.approved.txt");
        if (Environment.GetEnvironmentVariable("SPILLWAY_APPROVE") == "1")
        {
            File.WriteAllText(approved, actual);
        }

        File.Exists(approved).ShouldBeTrue($"{approved} is not there: run once with SPILLWAY_APPROVE=1 and read what it wrote.");
        actual.ShouldBe(File.ReadAllText(approved), $"Differs from {approved}; where the change is meant, run with SPILLWAY_APPROVE=1.");
    }
}
