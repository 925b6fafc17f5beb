namespace Spillway.Engine.Signals;

/// <summary>A file that figures were read from.</summary>
/// <param name="Name">The file's name, without its folder.</param>
/// <param name="Sha256">Of its bytes, 64 lower-case hexadecimal digits.</param>
/// <param name="Form">Which form its content was recognised as.</param>
public sealed record SourceFile(string Name, string Sha256, string Form);
