namespace Spillway.App.Setup;

/// <summary>A market file as it was sent.</summary>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Bytes">What stands in it.</param>
public sealed record ImportedFile(string Name, byte[] Bytes);
