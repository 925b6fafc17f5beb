using System.Reflection;

namespace Spillway.App.Records;

/// <summary>Which program wrote a record.</summary>
public static class ProgramVersion
{
    /// <summary>The program's version, such as <c>0.1.0</c>.</summary>
    public static string Text { get; } =
        typeof(ProgramVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
