using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Spillway.Tests.App.Proofs;

/// <summary>What docs/reference/bundle.md says of the format is enough to check a bundle without this program: the script in it does.</summary>
public sealed partial class BundlePageTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spillway-by-hand-");
    private readonly SampleProof _sample = new(400);

    public void Dispose()
    {
        _sample.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task The_script_of_the_page_checks_the_tree_and_OpenSSL_the_signature()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs/reference/bundle.md"), TestContext.Current.CancellationToken);
        var script = Path.Combine(_folder.FullName, "check.py");
        await File.WriteAllTextAsync(script, Script().Match(page).Groups[1].Value, TestContext.Current.CancellationToken);
        var bundle = await _sample.Write(Path.Combine(_folder.FullName, "july.proof"));

        Run("python3", script, bundle).ShouldBe((0, $"{File.ReadAllLines(bundle).Count(line => line.StartsWith("{\"n\":", StringComparison.Ordinal))} leaves, root {Root(bundle)} key {_sample.Key.Public.Id}\n"));
        Run("openssl", [.. Command().Match(page).Groups[1].Value.Split(' ')]).ShouldBe((0, "Verified OK\n"));

        await File.WriteAllTextAsync(bundle, (await File.ReadAllTextAsync(bundle, TestContext.Current.CancellationToken)).Replace("\"quality\":\"actual\"", "\"quality\":\"Actual\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        Run("python3", script, bundle).Exit.ShouldNotBe(0);
    }

    private static string Root(string bundle) =>
        Spillway.App.Proofs.Verification.BundleVerifier.Verify(bundle, Spillway.App.Proofs.Verification.AuditorKnowledge.None, CancellationToken.None).Root!;

    private (int Exit, string Output) Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = _folder.FullName, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            errors.GetAwaiter().GetResult();
            return (process.ExitCode, output);
        }
        catch (Win32Exception)
        {
            Assert.Skip($"{program} is not at hand.");
            throw;
        }
    }

    [GeneratedRegex("```python\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("```text\nopenssl (.*?)\n```")]
    private static partial Regex Command();
}
