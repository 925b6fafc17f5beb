namespace Spillway.IntegrationTests.Cli;

/// <summary>How a process ended and what it said.</summary>
internal sealed record CliResult(int Code, string Output, string Errors);
