using System.Diagnostics;
using Xunit;

namespace Spillway.IntegrationTests.Clients;

/// <summary>The packages of <c>package.json</c>, installed in a folder outside the tree that <c>SPILLWAY_NPM</c> names.</summary>
internal static class NpmPackages
{
    private static readonly TimeSpan _longest = TimeSpan.FromMinutes(3);
    private static readonly string[] _needed = ["openapi-typescript/bin/cli.js", "typescript/bin/tsc", "openapi-fetch/package.json"];

    /// <summary>The folder <c>node_modules</c>; skips the test where it is not whole or node is not there.</summary>
    public static string Folder()
    {
        Assert.SkipWhen(Node is null, "node is not installed here; 'apt-get install nodejs npm' brings it.");
        var folder = Environment.GetEnvironmentVariable("SPILLWAY_NPM") is { Length: > 0 } named ? Path.Combine(named, "node_modules") : null;
        Assert.SkipWhen(
            folder is null || !_needed.All(file => File.Exists(Path.Combine(folder, file))),
            "SPILLWAY_NPM names no folder with the packages of tests/Spillway.IntegrationTests/Clients/package.json; copy that file into an empty folder and run 'npm install' there.");
        return folder!;
    }

    /// <summary>Runs a script with node to its end.</summary>
    /// <param name="folder">Where.</param>
    /// <param name="words">The script and its arguments.</param>
    /// <returns>Its exit code and what it wrote.</returns>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(string folder, params string[] words)
    {
        using var limit = new CancellationTokenSource(_longest);
        using var process = Process.Start(new ProcessStartInfo(Node!, words)
        {
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true,
        })!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit.Token);
            var errors = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static string? Node { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(static folder => Path.Combine(folder, "node")).FirstOrDefault(File.Exists);
}
