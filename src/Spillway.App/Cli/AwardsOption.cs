using System.CommandLine;

namespace Spillway.App.Cli;

/// <summary>The option that names files of awards.</summary>
internal static class AwardsOption
{
    /// <summary>The option.</summary>
    public static Option<string[]> Create() => new("--awards")
    {
        Description = "A file of awards under the site's contracts: the MW that they hold keep running. May be given several times.",
        HelpName = "FILE",
        AllowMultipleArgumentsPerToken = true,
    };
}
